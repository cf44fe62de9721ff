import { DARK, LIGHT, type Palette } from './palette.ts'

/** The style sheet: calm on a screen, by night, on a phone and on paper. */
export function style(): string {
  const root = (palette: Palette) =>
    `:root{${Object.entries(palette)
      .map(([name, colour]) => `--${name}:${colour}`)
      .join(';')}}`
  const print = `@media print{${root(LIGHT)}${PRINT}}`
  return `:root{color-scheme:light dark}${root(LIGHT)}@media (prefers-color-scheme:dark){${root(DARK)}}${RULES}${PHONE}${print}`
}

const RULES = `
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
main,header,footer{max-width:1120px;margin:0 auto;padding:0 24px}
header{padding-top:36px}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 4px;font-weight:650;letter-spacing:-.015em;overflow-wrap:anywhere}
h2{font-size:1.3rem;margin:0 0 6px;font-weight:620;letter-spacing:-.01em}
h3{font-size:1.02rem;margin:20px 0 6px;font-weight:620;overflow-wrap:anywhere}
p{margin:0 0 12px;max-width:75ch}
a{color:var(--accent)}
.muted,figcaption,caption{color:var(--muted);font-size:.9rem}
nav{margin:18px 0 26px}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;margin:0;padding:0;font-size:.92rem}
nav a{text-decoration:none;display:inline-block;padding:3px 0}
nav a:hover{text-decoration:underline}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:24px 26px;margin:0 0 22px;scroll-margin-top:12px}
.skip{position:absolute;left:-999px}
.skip:focus{left:12px;top:12px;background:var(--card);padding:8px 12px;z-index:9}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
.verdict{border-left:6px solid var(--bad)}
.verdict.passed{border-left-color:var(--good)}
.verdict h2{font-size:1.5rem}
.said{font-size:1.08rem}
.yes,.no{white-space:nowrap}
.yes{color:var(--good);font-weight:600}
.no{color:var(--bad);font-weight:600}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:10px;margin:18px 0;padding:0}
.cards>div{border:1px solid var(--line);border-radius:9px;padding:10px 13px}
.cards dt{color:var(--muted);font-size:.84rem}
.cards dd{margin:0;font-size:1.32rem;font-weight:600;font-variant-numeric:tabular-nums}
.cards dd small{display:block;font-size:.8rem;font-weight:400;color:var(--muted)}
.wide{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums;margin:6px 0 10px;min-width:min(100%,420px)}
caption{text-align:left;padding:0 0 6px;overflow-wrap:anywhere}
th,td{padding:5px 12px 5px 0;border-bottom:1px solid var(--line);text-align:right;vertical-align:top}
th:first-child,td:first-child{text-align:left}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--muted);font-weight:550;white-space:nowrap}
tbody th{font-weight:500;overflow-wrap:anywhere;min-width:90px}
table.months{width:100%}table.months td,table.months th{padding:4px 7px;text-align:right;white-space:nowrap;min-width:0}
figure{margin:14px 0 0}
figcaption{margin-top:8px}
.partgrid{display:grid;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));gap:0 22px}
#panel th,#panel td{padding-top:3px;padding-bottom:3px}
.plot{width:100%;height:380px}
.plot.tall{height:520px}
.plot.low{height:280px}
.plot svg{max-width:100%}
.controls{display:flex;flex-wrap:wrap;gap:8px 18px;margin:10px 0 4px;font-size:.9rem;align-items:end}
.controls label{display:grid;grid-template-columns:minmax(0,auto);gap:2px;color:var(--muted);min-width:0;max-width:100%}
select,button{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--muted);border-radius:7px;padding:6px 9px;min-height:36px;max-width:100%}
.split{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:26px;align-items:start}
details{margin:10px 0 0}
summary{cursor:pointer;color:var(--accent);font-size:.92rem;padding:4px 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:12px;margin:8px 0}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
footer{color:var(--muted);font-size:.88rem;padding-bottom:40px}
ul.reasons{margin:0 0 12px;padding-left:20px}
ol.parts{padding-left:20px}
#panel h3{margin-top:0}
#panel table{width:100%}`

const PHONE = `
@media (max-width:760px){main,header,footer{padding-left:14px;padding-right:14px}section{padding:18px 15px;border-radius:10px}h1{font-size:1.5rem}.split{grid-template-columns:minmax(0,1fr)}.plot{height:320px}.plot.tall{height:440px}.controls label{flex:1 1 140px}select{width:100%}table{font-size:.84rem}th,td{padding-right:8px}}`

const PRINT = `:root{color-scheme:light}body{background:#fff;font-size:11pt}main,header,footer{max-width:none;padding:0}nav,.controls,.skip,summary,.screen{display:none}section{border:0;border-radius:0;padding:0;margin:0 0 18px;break-inside:auto}.verdict{border-left:6px solid var(--bad);padding-left:12px}figure{break-inside:avoid}h2,h3{break-after:avoid}tr{break-inside:avoid}.plot{height:320px}.plot.tall{height:440px}.split{grid-template-columns:minmax(0,1fr)}.wide{overflow:visible}table{font-size:9pt}a{color:inherit;text-decoration:none}`

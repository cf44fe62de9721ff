// A bot on paper: bars arrive one by one, the strategy decides at each close with what it has seen, risk limits stand between
// the wish and the order, and a paper account says what became of it. A backtest over the whole ends with the same bits.
import { backtest, everySeed, expose, partOf, perpetual, randomFrom, sliceBars, warmupOf } from '@organism/core'
import { regimeMarket } from '@organism/core/market'
import { type Observation, riskLimits } from '@organism/core/risk'
import { atrStopLoss, emaCrossover } from '@organism/core/seeds'

const length = process.argv.includes('--short') ? 300 : 1200
const regimes = [0.002, -0.002].map((drift) => ({ drift, volatility: 0.01 }))
const { bars } = regimeMarket(randomFrom(5, 'paper'), { length, regimes, symbol: 'COIN' })

/** What a bot sees at each close: the record so far, and never a bar more. An exchange would take the place of this. */
async function* feed() {
  for (let closed = 1; closed <= length; closed++) yield sliceBars(bars, 0, closed)
}

const strategy = { parts: [partOf(emaCrossover, { fast: 8, gap: 24 }), partOf(atrStopLoss)] as const }
const warmup = warmupOf(strategy, everySeed)
// A breaker acts at the next open, and after its pause counts from a new peak: in the end the fall may be deeper than its limit.
const limits = riskLimits({
  symbol: { max: 0.8 },
  dailyLoss: { max: 0.04 },
  drawdown: { max: 0.08, coolDown: 72 * bars.interval },
  stale: { after: 2 * bars.interval },
})

let state = limits.start
const [wishes, sent, equity] = [0, 1, 2].map(() => new Float64Array(length))
const log: Observation[] = []

for await (const seen of feed()) {
  const now = seen.length - 1
  if (now >= warmup) wishes[now] = expose(strategy, seen)[now]

  // The paper account: what the orders of earlier closes have come to. The order of this close fills at the next open.
  const account = backtest(seen, sent.subarray(0, seen.length), perpetual)
  equity[now] = account.equity[now]

  // Here it is always the end of the bar. A bot gives its own clock as `time`, or it never sees that its data are stale.
  const time = seen.time[now] + seen.interval
  const wanted = [{ symbol: seen.symbol, exposure: wishes[now] }]
  const held = [{ symbol: seen.symbol, exposure: account.exposure[now] }]
  log.push({ time, dataTime: time, equity: equity[now], wanted, held })
  const { state: next, decision } = limits.step(state, log[now])
  if (decision.isHalted && Object.keys(state.halts).length === 0) {
    console.log(`${new Date(time).toISOString().slice(0, 16)}  ${decision.reasons[0].sentence}`)
  }
  state = next
  sent[now] = decision.allowed[0].exposure
}

const whole = backtest(bars, sent, perpetual)
for (const [name, { summary }] of Object.entries({ limited: whole, free: backtest(bars, wishes, perpetual) })) {
  const [gain, fall] = [summary.totalReturn, summary.maxDrawdown].map((share) => `${(100 * share).toFixed(2)} %`)
  console.log(`${name.padEnd(8)} ${summary.trades} trades, return ${gain}, deepest fall ${fall}`)
}

const same = (a: Float64Array, b: Float64Array) => a.every((value, t) => Object.is(value, b[t]))
const replayed = limits.replay(log).decisions.map(({ allowed }) => allowed[0].exposure)
const checks = {
  'wishes bar by bar are those over the whole': same(wishes, expose(strategy, bars)),
  'equity bar by bar is that of a backtest over the whole': same(equity, whole.equity),
  'the log replays to the same orders': same(sent, Float64Array.from(replayed)),
}
for (const [what, holds] of Object.entries(checks)) console.log(`${holds ? 'yes' : 'NO '} ${what}, bit for bit`)

Object.values(checks) // => [true, true, true]

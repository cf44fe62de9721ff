/** The floor of every folder of `src/`: a file imports only from strictly lower floors and from its own folder. */
export const FLOORS: Readonly<Record<string, number>> = {
  base: 0,
  math: 1,
  random: 2,
  market: 2,
  indicators: 2,
  metrics: 2,
  genome: 3,
  backtest: 3,
  validation: 3,
  portfolio: 3,
  risk: 3,
  regimes: 3,
  learning: 3,
  experiments: 3,
  ports: 3,
  strategy: 4,
  evolution: 4,
  seeds: 5,
  rules: 5,
  evaluation: 6,
  lifecycle: 7,
  memory: 7,
  research: 7,
  report: 8,
  live: 8,
  adapters: 8,
  cli: 9,
}

/** From this floor up the outside world begins: clocks, files, the network, the process. */
export const OUTSIDE = 8

/** Code for browsers inside a room: it is bundled into what the room gives out, and nothing else imports it. */
export const BROWSER: readonly string[] = ['report/client']

/** Packages a folder may import at run time. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  math: ['ml-matrix'],
  random: ['seedrandom'],
  genome: ['zod'],
  evolution: ['zod'],
  strategy: ['zod'],
  lifecycle: ['zod'],
  'adapters/threads': ['piscina'],
  'report/client': ['echarts'],
  cli: ['zod'],
}

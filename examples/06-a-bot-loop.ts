// A bot on paper: bars arrive one by one, the strategy decides at each close with what it has seen, risk limits stand between
// the wish and the order, and a paper account says what became of it. In the end a backtest over the whole gives the same bits.
import {
  type Bars,
  backtest,
  everySeed,
  expose,
  partOf,
  perpetual,
  randomFrom,
  sliceBars,
  warmupOf,
} from '@organism/core'
import { regimeMarket } from '@organism/core/market'
import { type Observation, riskLimits } from '@organism/core/risk'
import { atrStopLoss, emaCrossover } from '@organism/core/seeds'

const length = process.argv.includes('--short') ? 300 : 1200
const regimes = [0.002, -0.002].map((drift) => ({ drift, volatility: 0.01 }))
const { bars: history } = regimeMarket(randomFrom(5, 'paper'), { length, regimes, symbol: 'COIN' })

/** What a bot sees: at each close the record so far, and never a bar more. An exchange would take the place of this. */
async function* feed(): AsyncGenerator<Bars> {
  for (let closed = 1; closed <= history.length; closed++) yield sliceBars(history, 0, closed)
}

const strategy = { parts: [partOf(emaCrossover, { fast: 8, gap: 24, side: 'both' }), partOf(atrStopLoss)] as const }
const warmup = warmupOf(strategy, everySeed)
const day = 86_400_000
const limits = riskLimits({
  symbol: { max: 0.8 },
  dailyLoss: { max: 0.03 },
  drawdown: { max: 0.1, coolDown: 3 * day },
  stale: { after: day },
})

let state = limits.start
const [wishes, sent, equity] = [0, 1, 2].map(() => new Float64Array(history.length))
const log: Observation[] = []
const told = new Set<string>()

for await (const seen of feed()) {
  const now = seen.length - 1
  if (now >= warmup) wishes[now] = expose(strategy, seen)[now]

  // The paper account: what the orders of earlier closes have come to, at this close. `sent` at `now` still says 0, and a
  // decision of the last bar is not filled before the next one opens.
  const account = backtest(seen, sent.subarray(0, seen.length), perpetual)
  equity[now] = account.equity[now]

  const time = seen.time[now] + seen.interval
  const exposureOf = (exposure: number) => [{ symbol: seen.symbol, exposure }]
  const [wanted, held] = [exposureOf(wishes[now]), exposureOf(account.exposure[now])]
  const observation = { time, dataTime: time, equity: equity[now], wanted, held }
  const { state: next, decision } = limits.step(state, observation)
  state = next
  log.push(observation)
  sent[now] = decision.allowed[0].exposure
  for (const { limit, sentence } of decision.reasons) {
    if (limit !== 'symbol' && !told.has(sentence))
      console.log(`${new Date(time).toISOString().slice(0, 16)}  ${sentence}`)
    told.add(sentence)
  }
}

const whole = backtest(history, sent, perpetual)
const free = backtest(history, wishes, perpetual)
const { trades, totalReturn, maxDrawdown } = whole.summary
console.log(
  `${length} bars, ${trades} trades, return ${(100 * totalReturn).toFixed(2)} %, deepest fall ${(100 * maxDrawdown).toFixed(2)} %`,
)
console.log(
  `without limits: return ${(100 * free.summary.totalReturn).toFixed(2)} %, deepest fall ${(100 * free.summary.maxDrawdown).toFixed(2)} %`,
)

const same = (a: Float64Array, b: Float64Array) => a.every((value, t) => Object.is(value, b[t]))
const checks = {
  'wishes bar by bar are those over the whole': same(wishes, expose(strategy, history)),
  'equity bar by bar is that of a backtest over the whole': same(equity, whole.equity),
  'the log replays to the same orders': same(
    sent,
    Float64Array.from(limits.replay(log).decisions, ({ allowed }) => allowed[0].exposure),
  ),
}
for (const [what, holds] of Object.entries(checks)) console.log(`${holds ? 'yes' : 'NO '}  ${what}, bit for bit`)

Object.values(checks) // => [true, true, true]

import type { Listed } from './command.ts'

/** Every command, in the order of the help. */
export const COMMANDS: Readonly<Record<string, Listed>> = {
  evolve: {
    summary: 'breed strategies, and judge the best on bars the search never saw',
    load: async () => (await import('./commands/evolve.ts')).evolve,
  },
  validate: {
    summary: 'judge a strategy of a run by the gauntlet',
    load: async () => (await import('./commands/validate.ts')).validate,
  },
  report: {
    summary: 'write the page of a run: verdict, front, curves, and what speaks for luck',
    load: async () => (await import('./commands/report.ts')).report,
  },
  allocate: {
    summary: 'spread capital over the strategies of a run',
    load: async () => (await import('./commands/allocate.ts')).allocateCommand,
  },
  backtest: {
    summary: 'run one strategy over one market',
    load: async () => (await import('./commands/backtest.ts')).backtestCommand,
  },
  audit: {
    summary: 'ask whether a strategy looks ahead, and whether its warm-up is honest',
    load: async () => (await import('./commands/audit.ts')).audit,
  },
  seeds: {
    summary: 'the rules that strategies are made of',
    load: async () => (await import('./commands/seeds.ts')).seedsCommand,
  },
  inspect: {
    summary: 'what is odd about the data of a market',
    load: async () => (await import('./commands/inspect.ts')).inspect,
  },
}

import { expect, test } from 'vitest'
import { progressLine } from '../../src/cli/run/progress.ts'
import { terminal } from '../../src/cli/screen.ts'
import type { Generation } from '../../src/evolution/generation.ts'

const GOALS = [
  { name: 'sharpe', direction: 'max' },
  { name: 'turnover', direction: 'min' },
] as const
const member = (scores: readonly number[], violation = 0) => ({ scores: Float64Array.from(scores), violation })
const generation = (number: number, archive: readonly ReturnType<typeof member>[]) =>
  ({
    ...{ number, evaluations: number * 50, goals: GOALS, archive },
    log: Array.from({ length: number }, (_, i) => ({ hypervolume: i })),
  }) as unknown as Generation
const START = { milliseconds: 1000, evaluations: 0, generation: 0 }

test('says how far, how long, how fast, how well; best in natural units, of the feasible alone', () => {
  const archive = [member([-1.25, 30]), member([-0.5, 2.5]), member([-9, 0], 0.1)]
  expect(progressLine(generation(8, archive), START, { generations: 32, now: 5000 })).toBe(
    '██░░░░░░░░  8/32  12 s left  100/s  ▁▂▃▄▅▆▇█  sharpe 1.25  turnover 2.5',
  )
  expect(progressLine(generation(1, [member([-9, 0], 0.1)]), START, { generations: 32, now: 5000 })).toContain(
    'sharpe n/a  turnover n/a',
  )
})

test('a run that goes on is measured from where it went on', () => {
  const start = { milliseconds: 0, evaluations: 350, generation: 7 }
  const line = progressLine(generation(8, [member([0, 0])]), start, { generations: 308, now: 10_000 })
  expect(line).toContain('8/308  50 min left  5/s')
  expect(line).toContain('sharpe 0  turnover 0')
  const far = progressLine(generation(8, [member([0, 0])]), start, { generations: 3608, now: 10_000 })
  expect(far).toContain('10.0 h left')
})

/** A terminal that keeps what is written to it. */
function screenOf(env: Record<string, string>, columns: number | undefined, isTTY = true) {
  const written = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') => ({
    ...{ isTTY, columns, on: () => undefined },
    write: (text: string) => {
      written[name] += text
    },
  })
  const process = { stdout: stream('stdout'), stderr: stream('stderr'), env } as unknown as NodeJS.Process
  return { screen: terminal(process), written }
}

test('a line that moves never wraps, and makes room for what stays', () => {
  const { screen, written } = screenOf({}, 12)
  screen.draw('0123456789abcdef')
  screen.draw('short')
  screen.note('done')
  expect(written.stderr).toBe('0123456789a\r\u001b[Kshort\r\u001b[Kdone\n')
})

test('nothing moves, and nothing shines, where no person watches or none of it is wanted', () => {
  for (const [env, isTTY] of [
    [{}, false],
    [{ TERM: 'dumb' }, true],
  ] as const) {
    const { screen, written } = screenOf(env, 80, isTTY)
    screen.draw('line')
    screen.print(screen.bold('text'))
    expect(written).toEqual({ stdout: 'text\n', stderr: '' })
  }
  const { screen } = screenOf({ NO_COLOR: '1' }, 80)
  expect(screen.bold('text')).toBe('text')
  expect(screenOf({ NO_COLOR: '' }, 80).screen.bold('text')).toBe('\u001b[1mtext\u001b[0m')
  expect(screenOf({}, undefined).screen.columns).toBe(80)
})

import { expect, test } from 'vitest'
import type { Evaluate } from '../../src/evolution/evaluation.ts'
import { evolve } from '../../src/evolution/evolve.ts'
import { islands } from '../../src/evolution/islands.ts'
import { logbookHash } from '../../src/evolution/logbook.ts'
import { nsga2 } from '../../src/evolution/nsga2.ts'
import { nsga3 } from '../../src/evolution/nsga3.ts'
import { blueprint } from '../../src/genome/blueprint.ts'
import { flag, int, oneOf, real } from '../../src/genome/gene.ts'

const space = [
  blueprint(
    { period: int(2, 200, { scale: 'log' }), width: real(0.5, 3), side: oneOf('long', 'short', 'both') },
    { name: 'trend' },
  ),
  blueprint({ rate: real(0.001, 1, { scale: 'log' }), isOn: flag() }, { name: 'carry' }),
]

/** Sums and products alone, so that no engine's logarithm can move a bit of the scores. */
const evaluate: Evaluate = (genomes) => ({
  goals: [
    { name: 'profit', direction: 'max' },
    { name: 'risk', direction: 'min' },
    { name: 'turnover', direction: 'min' },
  ],
  scores: Float64Array.from(
    genomes.flatMap(({ values: [a, b] }) => [a - b, a * (1 + b), a === 7 ? Number.NaN : 1 / (1 + a)]),
  ),
})

// A change here changes the numbers of every run: it is a release note under Numbers.
test.each([
  ['nsga2', nsga2(space), '0478d2fcaf502b17c66ff48ca837491275c8ea08b53376e6b528f6edc3bee284'],
  ['nsga3', nsga3(space), '8cb78531278128eb961dc6da95d5a98ee7ca4b191361c28af62e3cbea9f853fa'],
  [
    'islands',
    islands(nsga2(space), { count: 3, every: 4 }),
    '6da03ccbecbe015c055dc0ed81265c3c3b459dec7d32c305fe22155d680361d3',
  ],
])('a run of %s goes the way it always went', async (_, toolbox, hash) => {
  let log: Parameters<typeof logbookHash>[0] = []
  for await (const generation of evolve({ ...toolbox, evaluate, size: 24, generations: 15, seed: 'golden' }))
    log = generation.log
  expect(logbookHash(log)).toBe(hash)
})

import { checkInteger, checkKeys, checkNumber } from '../base/guards.ts'
import { valueAt } from '../genome/axis.ts'
import type { Genome } from '../genome/genome.ts'
import { pow } from '../math/pow.ts'
import type { Random } from '../random/random.ts'
import { another, type GeneChange, geneMutation, moved, type UnitMove } from './numeric-mutation.ts'
import { isName, type Mutation } from './operator.ts'

/** Rates whose mutations are kept, so that a long run does not gather them. */
const MOST_RATES = 1000

/** How often a mutation acts. */
export interface MutationRate {
  /** Probability that a gene is changed; by default 1 / genes, one gene on average. */
  readonly probability?: number
}

/** A mutation that asks chance for nothing but numbers in [0, 1). */
type FloatMutation = (parent: Genome, random: Pick<Random, 'float'>) => Genome

/**
 * Polynomial mutation, bounded: numbers are moved a little, seldom far, and never out of their range. Deb and Goyal,
 * 1996; bounds as in Deb's NSGA-II. The larger `eta` (20 by default), the smaller the moves. Choices and flags become any
 * of their other values.
 *
 * @example
 * const plan = blueprint({ rate: real(0, 1) })
 * const { values } = polynomial({ probability: 1 })(clamp(plan, [0.5]), randomFrom(42))
 * Math.abs(values[0] - 0.5) < 0.5 && values[0] !== 0.5 // => true
 */
export function polynomial(options: MutationRate & { readonly eta?: number } = {}): FloatMutation {
  checkKeys('polynomial', options, ['probability', 'eta'])
  const { eta = 20 } = options
  checkNumber('polynomial', 'eta', eta, { min: 0 })
  const rate = rateOf('polynomial', options)
  const power = 1 / (eta + 1)
  const move: UnitMove = (unit, random) => {
    const draw = random.float()
    const room = draw < 0.5 ? 1 - unit : unit
    const share = draw < 0.5 ? 2 * draw : 2 * (1 - draw)
    const step = pow(share + (1 - share) * pow(room, eta + 1), power)
    return draw < 0.5 ? unit + step - 1 : unit + 1 - step
  }
  return geneMutation(rate, (axis, value, random) => moved(axis, value, random, move))
}

/**
 * Gaussian mutation: numbers are moved by a normal step of standard deviation `sigma` (0.1 by default) on the unit
 * interval of their scale and held at the bounds. Choices and flags become any of their other values.
 *
 * @example
 * const plan = blueprint({ period: int(2, 200, { scale: 'log' }) })
 * const { values } = gaussian({ probability: 1 })(clamp(plan, [20]), randomFrom(42))
 * values[0] !== 20 // => true
 */
export function gaussian(
  options: MutationRate & { readonly sigma?: number } = {},
): (parent: Genome, random: Pick<Random, 'float' | 'normal'>) => Genome {
  checkKeys('gaussian', options, ['probability', 'sigma'])
  const { sigma = 0.1 } = options
  checkNumber('gaussian', 'sigma', sigma, { above: 0 })
  const rate = rateOf('gaussian', options)
  const move: UnitMove<Pick<Random, 'float' | 'normal'>> = (unit, random) => unit + sigma * random.normal()
  return geneMutation(rate, (axis, value, random) => moved(axis, value, random, move))
}

/**
 * Uniform reset: a gene is drawn afresh from its whole range, on its scale.
 *
 * @example
 * const plan = blueprint({ side: oneOf('long', 'short', 'both') })
 * [0, 1, 2].includes(reset()(clamp(plan, [1]), randomFrom(42)).values[0]) // => true
 */
export function reset(options: MutationRate = {}): FloatMutation {
  checkKeys('reset', options, ['probability'])
  const rate = rateOf('reset', options)
  return geneMutation(rate, (axis, _, random) => valueAt(axis, random.float()))
}

/**
 * Creep: ints go up or down by 1 to `step` (1 by default), held at the bounds. Other genes stay.
 *
 * @example
 * const plan = blueprint({ period: int(2, 50) })
 * [13, 15].includes(creep({ probability: 1 })(clamp(plan, [14]), randomFrom(42)).values[0]) // => true
 */
export function creep(
  options: MutationRate & { readonly step?: number } = {},
): (parent: Genome, random: Pick<Random, 'float' | 'int'>) => Genome {
  checkKeys('creep', options, ['probability', 'step'])
  const { step = 1 } = options
  checkInteger('creep', 'step', step, { min: 1 })
  const rate = rateOf('creep', options)
  const change: GeneChange<Pick<Random, 'float' | 'int'>> = (axis, value, random) => {
    if (axis.kind !== 'int') return value
    const to = random.float() < 0.5 ? value - random.int(1, step) : value + random.int(1, step)
    return Math.min(axis.max, Math.max(axis.min, to))
  }
  return geneMutation(rate, change)
}

/**
 * Flip: choices and flags become any of their other values. Numbers stay.
 *
 * @example
 * const plan = blueprint({ isOn: flag() })
 * flip({ probability: 1 })(clamp(plan, [0]), randomFrom(42)).values // => Float64Array.of(1)
 */
export function flip(options: MutationRate = {}): FloatMutation {
  checkKeys('flip', options, ['probability'])
  const rate = rateOf('flip', options)
  return geneMutation(rate, (axis, value, random) => (isName(axis) ? another(axis, value, random) : value))
}

/**
 * Several mutations, one after the other.
 *
 * @example
 * const plan = blueprint({ period: int(2, 50), isOn: flag() })
 * const both = inTurn(creep({ probability: 1 }), flip({ probability: 1 }))
 * both(clamp(plan, [14, 0]), randomFrom(42)).values[1] // => 1
 */
export function inTurn(...mutations: readonly Mutation[]): Mutation {
  return (parent, random, standing) => mutations.reduce((child, mutate) => mutate(child, random, standing), parent)
}

/**
 * A mutation whose rate follows the standing of the parent: `best` for the first front, `worst` for the last, evenly in
 * between, so that the good are tuned and the bad are thrown about (Srinivas and Patnaik, 1994).
 *
 * @example
 * const plan = blueprint({ isOn: flag() })
 * const mutate = adaptive((probability) => flip({ probability }), { best: 0, worst: 1 })
 * mutate(clamp(plan, [0]), randomFrom(42), 1).values // => Float64Array.of(1)
 */
export function adaptive(
  mutationAt: (probability: number) => Mutation,
  rates: { readonly best: number; readonly worst: number },
): Mutation {
  checkKeys('adaptive', rates, ['best', 'worst'])
  const { best, worst } = rates
  checkNumber('adaptive', 'best', best, { min: 0, max: 1 })
  checkNumber('adaptive', 'worst', worst, { min: 0, max: 1 })
  const known = new Map<number, Mutation>()
  return (parent, random, standing = 0) => {
    const rate = best + (worst - best) * standing
    const mutation = known.get(rate) ?? mutationAt(rate)
    if (known.size === MOST_RATES) known.clear()
    known.set(rate, mutation)
    return mutation(parent, random, standing)
  }
}

function rateOf(where: string, { probability }: MutationRate): number | undefined {
  if (probability !== undefined) checkNumber(where, 'probability', probability, { min: 0, max: 1 })
  return probability
}

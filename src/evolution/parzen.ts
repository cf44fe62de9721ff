import { unitOf, valueAt } from '../genome/axis.ts'
import type { Blueprint } from '../genome/blueprint.ts'
import type { Genome } from '../genome/genome.ts'
import { exp } from '../math/exp.ts'
import { ln } from '../math/ln.ts'
import { normalCdf } from '../math/normal.ts'
import { pow } from '../math/pow.ts'
import type { Random } from '../random/random.ts'
import { isName } from './operator.ts'

/** The widest kernel of a number, on the unit interval. */
const WIDEST = 0.5
/** Kernels get no narrower with more examples than this. */
const MANY = 100
/** Share of a name's kernel that is spread evenly over all names. */
const EVEN = 0.2

/**
 * A density over the genomes of one species: an even share, and a kernel around each example. A kernel is a product over the
 * genes: a normal curve cut at the bounds for a number, a preference for the same name for a choice or flag.
 */
export interface Parzen {
  readonly blueprint: Blueprint
  readonly examples: readonly Genome[]
  /** Places of the examples, row-major: on the unit interval, or the number of the name. */
  readonly centres: Float64Array
  readonly widths: Float64Array
  /** Logarithm of each kernel's height. */
  readonly heights: Float64Array
  /** Weight of the even share; the kernels have the rest in equal parts. */
  readonly even: number
}

/** The density that examples of one species suggest; without examples, the even one. */
export function parzenOf(blueprint: Blueprint, examples: readonly Genome[], even: number): Parzen {
  const { axes } = blueprint
  const genes = axes.length
  const centres = new Float64Array(examples.length * genes)
  for (let row = 0; row < examples.length; row++) centres.set(placesOf(examples[row]), row * genes)
  const widths = Float64Array.from(axes, (axis, gene) => (isName(axis) ? 0 : widthOf(centres, gene, genes)))
  const heights = new Float64Array(examples.length)
  for (let row = 0; row < examples.length; row++) {
    for (let gene = 0; gene < genes; gene++) {
      if (isName(axes[gene])) continue
      const centre = centres[row * genes + gene]
      const inside = normalCdf((1 - centre) / widths[gene]) - normalCdf(-centre / widths[gene])
      heights[row] -= ln(widths[gene] * Math.sqrt(2 * Math.PI) * inside)
    }
  }
  return { blueprint, examples, centres, widths, heights, even: examples.length === 0 ? 1 : even }
}

/** A genome drawn from a density. */
export function drawParzen(
  { blueprint, examples, centres, widths, even }: Parzen,
  random: Pick<Random, 'float' | 'int' | 'normal'>,
): Genome {
  const isFree = random.float() < even
  const row = isFree ? 0 : random.int(0, examples.length - 1)
  const { axes } = blueprint
  const values = Float64Array.from(axes, (axis, gene) => {
    const isEven = isFree || (isName(axis) && random.float() < EVEN)
    if (isEven) return valueAt(axis, random.float())
    const centre = centres[row * axes.length + gene]
    if (isName(axis)) return centre
    for (;;) {
      const place = centre + widths[gene] * random.normal()
      if (place >= 0 && place <= 1) return valueAt(axis, place)
    }
  })
  return { blueprint, values }
}

/** Logarithm of the density at a genome of the species. */
export function logParzen({ blueprint, examples, centres, widths, heights, even }: Parzen, genome: Genome): number {
  const { axes } = blueprint
  const genes = axes.length
  const place = placesOf(genome)
  const flat = axes.reduce((sum, axis) => (isName(axis) ? sum - ln(axis.cells) : sum), 0)
  const terms = new Float64Array(examples.length + 1)
  terms[examples.length] = flat + ln(even)
  const share = ln((1 - even) / examples.length)
  for (let row = 0; row < examples.length; row++) {
    let term = heights[row] + share
    for (let gene = 0; gene < genes; gene++) {
      const centre = centres[row * genes + gene]
      if (widths[gene] === 0) term += nameTerm(place[gene] === centre, axes[gene].cells)
      else term -= 0.5 * ((place[gene] - centre) / widths[gene]) ** 2
    }
    terms[row] = term
  }
  const largest = terms.reduce((a, b) => Math.max(a, b))
  let sum = 0
  for (let i = 0; i < terms.length; i++) sum += exp(terms[i] - largest)
  return largest + ln(sum)
}

function nameTerm(isSame: boolean, names: number): number {
  return ln(EVEN / names + (isSame ? 1 - EVEN : 0))
}

function placesOf({ blueprint, values }: Genome): Float64Array {
  return values.map((value, i) => (isName(blueprint.axes[i]) ? value : unitOf(blueprint.axes[i], value)))
}

/**
 * Scott's rule for a product kernel, but never narrower than what so few examples can tell: a few that lie close together
 * by chance would else draw the whole search to them.
 */
function widthOf(centres: Float64Array, gene: number, genes: number): number {
  const count = centres.length / genes
  if (count < 2) return WIDEST
  let sum = 0
  for (let at = gene; at < centres.length; at += genes) sum += centres[at]
  let squares = 0
  for (let at = gene; at < centres.length; at += genes) squares += (centres[at] - sum / count) ** 2
  const width = Math.sqrt(squares / (count - 1)) * pow(count, -1 / (genes + 4))
  return Math.min(WIDEST, Math.max(1 / (1 + Math.min(MANY, count)), width))
}

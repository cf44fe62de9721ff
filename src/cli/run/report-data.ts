import { basename } from 'node:path'
import type { JsonValue } from '../../base/canonical-json.ts'
import { contentHash } from '../../base/content-hash.ts'
import { ancestry } from '../../evolution/genealogy.ts'
import type { Generation } from '../../evolution/generation.ts'
import { logbookHash } from '../../evolution/logbook.ts'
import type { Certificate } from '../../lifecycle/certificate.ts'
import type { ReportData } from '../../report/report-data.ts'
import { describe } from '../../strategy/describe.ts'
import { strategyHash, strategyId } from '../../strategy/identity.ts'
import { toStrategy } from '../../strategy/to-strategy.ts'
import { identityOf } from './config.ts'
import type { RunRecord } from './folder.ts'
import { type FrontMember, frontOf } from './front.ts'
import type { StagedMarket } from './markets.ts'
import { basketOfFront, type JudgedRun, storiesOf, type Told } from './report-story.ts'
import { catalogueOf } from './task.ts'

/** Strategies that a page has room to tell in words. */
const MOST_IN_WORDS = 60

/** All that the report of a run shows. Backtests are done anew: a run keeps scores, not curves. */
export function reportData(run: JudgedRun): ReportData {
  const { record, generation, ledger, certificates } = run
  const front = frontOf(generation)
  const chosen = front.find(({ isChosen }) => isChosen)
  const told: Told = { ...run, front, chosen, catalogue: catalogueOf(record.config, run.markets) }
  const basket = chosen === undefined ? undefined : basketOfFront(told)
  const markets = chosen === undefined ? [] : storiesOf(told, chosen.strategy)
  return {
    title: titleOf(run.markets),
    code: record.code,
    goals: generation.goals.map(({ name, direction }) => ({ name, direction })),
    search: searchOf(generation, { algorithm: record.config.algorithm, trials: ledger.count }),
    front: membersOf(told),
    verdicts: certificates.map((certificate) => ({ id: nameOf(certificate, front), certificate })),
    markets,
    marketsLeftOut: chosen === undefined ? 0 : run.markets.length - markets.length,
    lineage: chosen === undefined ? [] : lineageOf(generation, chosen.id),
    ...(basket === undefined ? {} : { basket }),
    data: record.markets.map((market) => ({ ...market, file: basename(market.file) })),
    config: configOf(record),
    hashes: hashesOf(told),
  }
}

/** The front; where there are too many, only the first of them are told in words, and the one proposed. */
function membersOf({ front, catalogue }: Told): ReportData['front'] {
  return front.map((member, place) => {
    const isTold = member.isChosen || place < MOST_IN_WORDS
    return isTold ? { ...member, words: describe(member.strategy, catalogue) } : member
  })
}

function titleOf(markets: readonly StagedMarket[]): string {
  const symbols = markets.map(({ bars }) => bars.symbol)
  return symbols.length > 3 ? `${symbols.length} markets` : symbols.join(', ')
}

function searchOf({ log, evaluations, goals }: Generation, named: { algorithm: string; trials: number }) {
  return {
    ...named,
    evaluations,
    generations: log.map((entry) => ({
      generation: entry.generation,
      hypervolume: entry.hypervolume,
      best: entry.goals.map(({ min, max }, i) => (goals[i].direction === 'max' ? max : min)),
      mean: entry.goals.map(({ mean }) => mean),
      front: entry.front,
      species: entry.species,
    })),
  }
}

/** The name of a judged strategy on the front, or its hash. */
function nameOf({ strategy }: Certificate, front: readonly FrontMember[]): string {
  return front.find((member) => strategyHash(member.strategy) === strategy.hash)?.id ?? strategy.hash
}

function lineageOf({ archive, births }: Generation, id: string): ReportData['lineage'] {
  const found = archive.find(({ genome, born }) => strategyId(toStrategy(genome), born) === id)
  // In one order of keys, so that a run that was read again has the same bytes.
  return found === undefined
    ? []
    : ancestry(births, found.id).map(({ id: name, born, operator, parents }) => ({ id: name, born, operator, parents }))
}

/** The configuration without what is no part of the result, and without the places of files. */
function configOf({ config }: RunRecord): JsonValue {
  const { markets, ...rest } = identityOf(config)
  return JSON.parse(JSON.stringify({ markets: markets.map((file) => basename(file)), ...rest }))
}

function hashesOf({ record, generation, certificates, chosen, ledger }: Told): Record<string, string> {
  const each = certificates.map(({ data, hash }, i) => [`certificate ${i + 1}, ${data.symbol}`, hash])
  return {
    ...(chosen === undefined ? {} : { strategy: strategyHash(chosen.strategy) }),
    configuration: contentHash(configOf(record)),
    logbook: logbookHash(generation.log),
    ledger: contentHash(JSON.parse(JSON.stringify(ledger))),
    ...Object.fromEntries(each),
  }
}

import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { regimeMarket } from '../../src/market/synthetic-regimes.ts'
import { writeBars } from '../../src/market/write-bars.ts'
import { randomFrom } from '../../src/random/random-from.ts'
import { program } from './program.ts'

const { run, runBehind, start, file, folder } = program()
const market = (name: string, length: number) =>
  file(`${name}.csv`, writeBars(regimeMarket(randomFrom(name), { length, interval: '1d' }).bars))
const markets = [market('one', 700), market('other', 640)]
const SMALL = ['--size=8', '--generations=2', '--threads=1', '--folds=2', '--seed=7', '--trades=4']
const at = (name: string) => join(folder, name)
const text = (name: string) => readFileSync(at(name), 'utf8')
const LATER = ['front.json', 'ledger.json', 'certificates.jsonl', 'report.html']
const found = (name: string) => ['logbook.jsonl', ...LATER].map((each) => text(`${name}/${each}`))

/** A copy of a run that came to its end in peace. */
function calm(name: string): string {
  cpSync(at('calm'), at(name), { recursive: true })
  return `--out=${at(name)}`
}

beforeAll(() => {
  expect(run('evolve', ...markets, ...SMALL, `--out=${at('calm')}`).status).toBe(0)
})

/** A module that kills its process before a file is put in its place for the n-th time, or just after it. */
function killer(count: number, when: 'before' | 'after'): string {
  return file(
    `kill-${when}-${count}.mjs`,
    `import fs from 'node:fs/promises'
     import { syncBuiltinESMExports } from 'node:module'
     const { rename } = fs
     let count = 0
     fs.rename = async (...places) => {
       const isTime = ++count === ${count}
       if (isTime && '${when}' === 'before') process.kill(process.pid, 'SIGKILL')
       await rename(...places)
       if (isTime) process.kill(process.pid, 'SIGKILL')
     }
     syncBuiltinESMExports()`,
  )
}

describe('a death', () => {
  test('before and after every single file of a run changes nothing', { timeout: 120_000 }, () => {
    // The record, two checkpoints, and what a run ends with.
    const writes = 3 + LATER.length
    for (let count = 1; count <= writes + 1; count++) {
      const when = count % 2 === 0 ? 'before' : 'after'
      const out = `--out=${at('hard')}`
      const { signal } = runBehind(killer(count, when), 'evolve', ...markets, ...SMALL, out)
      expect(signal).toBe(count > writes ? null : 'SIGKILL')
      if (count <= writes) expect(run('evolve', '--resume', out).status).toBe(0)
      expect(found('hard')).toEqual(found('calm'))
      expect(readdirSync(at('hard')).filter((name) => name.endsWith('~') || name === 'lock')).toEqual([])
      rmSync(at('hard'), { recursive: true })
    }
  })

  test('anywhere between the files of its end leaves a run that is judged once', () => {
    const out = calm('end')
    const whole = found('end')
    for (const [kept] of LATER.entries()) {
      for (const name of LATER.slice(kept)) rmSync(at(`end/${name}`))
      if (LATER.slice(0, kept).includes('ledger.json')) {
        // The sealed bars were opened: whether anybody saw what came of it, nobody can say any more.
        expect(run('evolve', '--resume', '--generations=3', out).stderr).toContain('were opened after generation 2')
      }
      expect(run('evolve', '--resume', '--threads=2', out).status).toBe(0)
      expect(found('end')).toEqual(whole)
    }
    expect(text('end/certificates.jsonl').trim().split('\n')).toHaveLength(2)
  })

  test('does not let a certificate of one strategy pass for that of another', () => {
    const out = calm('mixed')
    const [own] = text('mixed/certificates.jsonl').trim().split('\n')
    const others = JSON.parse(text('mixed/front.json')).filter(({ isChosen }: { isChosen: boolean }) => !isChosen)
    rmSync(at('mixed/certificates.jsonl'))
    run('validate', at('mixed'), `--strategy=${others[0].id}`)
    const { certificates } = JSON.parse(run('evolve', '--resume', '--json', out).stdout)
    const { hash } = JSON.parse(own).strategy
    expect(
      certificates.map(({ strategy, looks }: { strategy: { hash: string }; looks: number }) => [strategy.hash, looks]),
    ).toEqual([
      [hash, 2],
      [hash, 2],
    ])
  })
})

describe('two at once', () => {
  const lock = (name: string, owner: string) => writeFileSync(at(`${name}/lock`), owner)

  test('the second is refused by the number of the first, and harms nothing', () => {
    const out = calm('shared')
    const before = found('shared')
    lock('shared', `${process.pid} ${hostname()}`)
    for (const words of [
      ['evolve', '--resume', out],
      ['validate', at('shared')],
    ]) {
      const { status, stderr } = run(...words)
      expect(stderr).toContain(`another organism is at work there (process ${process.pid} on ${hostname()})`)
      expect(status).toBe(2)
    }
    lock('shared', `1 ${hostname()}-elsewhere`)
    expect(run('evolve', '--resume', out).status).toBe(2)
    expect(found('shared')).toEqual(before)
  })

  test('a lock of the dead is taken over, written to its end or not', async () => {
    const out = calm('left')
    for (const owner of [`4194303 ${hostname()}`, '']) {
      lock('left', owner)
      appendFileSync(at('left/front.json.3~'), 'half')
      expect(run('evolve', '--resume', out).status).toBe(0)
      expect(readdirSync(at('left')).filter((name) => /lock|~/.test(name))).toEqual([])
    }
    expect(
      await start(['evolve', ...markets, ...SMALL, '--size=64', '--generations=99', `--out=${at('slain')}`], 1500),
    ).toBe(true)
    expect(existsSync(at('slain/lock'))).toBe(true)
  })
})

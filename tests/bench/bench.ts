// What the rows measure with: data sets from `demo.seed`, plain copies of them for the baselines, and two sides measured in turn.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { openDatabase } from '../../src-main/database/open.ts'
import { temporaryFolder, testVault, type TestVault } from '../fixtures/test-vault.ts'
import { figures, type Figures, premise } from './row.ts'

export interface Sizes {
  clients: number
  logRows: number
  importRows: number
}
export const fullSizes: Sizes = { clients: 100_000, logRows: 1_000_000, importRows: 100_000 }
export const quickSizes: Sizes = { clients: 10_000, logRows: 100_000, importRows: 10_000 }

type Work = (round: number) => unknown

export interface Bench {
  readonly quick: boolean
  readonly sizes: Sizes
  /** The common data set, unlocked; rows leave its clients alone. Made once. */
  practice(): Promise<TestVault>
  /** A data set of another size; made once for each. */
  practiceOf(clients: number, logRows: number): Promise<TestVault>
  /** An empty vault, unlocked. */
  emptyVault(): Promise<TestVault>
  /** The same database in plain SQLite, WAL and `synchronous=FULL` like ours, as a program without this app would use it. */
  plainCopy(vault: TestVault): Sqlite.Database
  /** Runs both sides in turn, round by round, after `warmUp` rounds that do not count. Milliseconds. */
  inTurn(sides: { ours: Work; baseline: Work; rounds: number; warmUp?: number; judged: 'median' | 'p99' }): Promise<{
    ours: Figures
    baseline: Figures
  }>
  /** A folder that is removed at the end. */
  folder(): string
}

async function timed(work: Work, round: number): Promise<number> {
  const began = performance.now()
  const waiting = work(round)
  if (waiting instanceof Promise) await waiting
  return performance.now() - began
}

/** Another connection to the vault's database, beside the app's own. */
export const readBeside = (vault: TestVault) =>
  openDatabase({ file: path.join(vault.folder, 'practice.db'), key: vault.key, readonly: true })

export function createBench(quick: boolean): Bench {
  const sizes = quick ? quickSizes : fullSizes
  const made = new Map<string, Promise<TestVault>>()
  const seed = async (clients: number, logRows: number): Promise<TestVault> => {
    const vault = await testVault()
    await vault.must('demo.seed', { clients, years: 3, seed: 1, logRows })
    const { active } = await vault.must<{ active: number }>('clients.count')
    premise(active === clients, `${clients} clients were seeded, and ${active} are there`)
    return vault
  }
  return {
    quick,
    sizes,
    practice() {
      return this.practiceOf(sizes.clients, sizes.logRows)
    },
    practiceOf(clients, logRows) {
      const name = `${clients} ${logRows}`
      if (!made.has(name)) made.set(name, seed(clients, logRows))
      return made.get(name)!
    },
    emptyVault: () => testVault(),
    plainCopy(vault) {
      const beside = readBeside(vault)
      const file = path.join(temporaryFolder(), 'plain.db')
      writeFileSync(file, beside.raw.serialize())
      beside.close()
      return openPlain(file)
    },
    async inTurn({ ours, baseline, rounds, warmUp = Math.min(rounds, 20), judged }) {
      const times: [number[], number[]] = [[], []]
      for (let round = -warmUp; round < rounds; round++) {
        // Whoever comes first finds colder caches: they take turns at that too.
        const first = round % 2 === 0 ? 0 : 1
        for (const side of [first, 1 - first] as (0 | 1)[]) {
          const time = await timed(side === 0 ? ours : baseline, round + warmUp)
          if (round >= 0) times[side].push(time)
        }
      }
      return { ours: figures(times[0], judged), baseline: figures(times[1], judged) }
    },
    folder: temporaryFolder,
  }
}

/** A plain database as a careful program opens it. */
export function openPlain(file: string): Sqlite.Database {
  const plain = new Sqlite(file)
  plain.pragma('journal_mode=WAL')
  plain.pragma('synchronous=FULL')
  plain.pragma('foreign_keys=ON')
  plain.pragma('cache_size=-64000')
  return plain
}

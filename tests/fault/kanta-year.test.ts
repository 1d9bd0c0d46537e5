// A year of a practice through the contract: clients, visits, amendments, voidings, minors, somebody who dies; exports that are killed in
// between, answers that reject some; and in the end each required version lies in the archive exactly once.
// Small in `npm test`; 300 clients and 2,000 visits with `npm run fault -- --long`.
import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeArtificialHetu } from '../../src-main/checks/hetu.ts'
import { cleanUp, temporaryFolder, testVault, type TestVault } from '../fixtures/test-vault.ts'
import { minutes, TestClock } from '../fixtures/test-clock.ts'
import { kantaSettings } from '../unit/kanta/desk.ts'
import { officialProblems, schemaProblems, whyNoSchema } from '../unit/kanta/validate.ts'
import type { QueueRowOut } from '../../src-main/kanta/shapes-contract.ts'
import { Archive } from './kanta-archive.ts'
import { long, randomFrom, seed } from './rounds.ts'

afterAll(cleanUp)
const child = path.resolve('tests/fault/kill-at-step-child.ts')

const sizes = long ? { clients: 300, visits: 2000, months: 12, killsAMonth: 5 } : { clients: 24, visits: 80, months: 2, killsAMonth: 2 }

interface Entry {
  id: string
  text: string
  state: 'signed' | 'voided'
}

class Year {
  readonly vault: TestVault
  readonly random: () => number
  readonly clients: string[] = []
  readonly minors = new Set<string>()
  readonly dead = new Set<string>()
  readonly entries: Entry[] = []
  private words = 0
  constructor(vault: TestVault, random: () => number) {
    this.vault = vault
    this.random = random
  }
  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)]!
  }
  private newText(): string {
    return `sana${++this.words} & <kipu> "lannerangassa"\n\nToinen kappale äöå ${this.words}.`
  }

  async begin(): Promise<void> {
    await this.vault.must('vault.adopt')
    await this.vault.must('settings.update', { ...kantaSettings, autoLockMinutes: 0 })
    for (let number = 0; number < sizes.clients; number++) {
      const minor = number % 10 === 0
      const birthDate = `${minor ? 2012 : 1950 + (number % 45)}-0${1 + (number % 9)}-1${number % 10}`
      const hetu = makeArtificialHetu(birthDate, minor ? 'A' : '-', 900 + (number % 100))
      const { id } = await this.vault.must<{ id: string }>('clients.create', {
        lastName: `Mallikas${number}`,
        firstName: 'Maija Elina',
        hetu,
      })
      this.clients.push(id)
      if (minor) this.minors.add(id)
    }
  }

  async visit(): Promise<void> {
    const { vault } = this
    vault.clock.pass(minutes(70))
    const clientId = this.pick(this.clients.filter((id) => !this.dead.has(id)))
    const visit = await vault.must<{ id: string }>('visits.start', { clientId })
    const text = this.newText()
    const { entryId } = await vault.must<{ entryId: string }>('treatment.saveDraft', {
      visitId: visit.id,
      kind: this.pick(['visit', 'visit', 'visit', 'phone', 'statement'] as const),
      sections: { status: text, treatment: 'Käsittely.' },
      source: 'patient',
      ...(this.minors.has(clientId) ? { minorDecision: this.pick([1, 2, 3, 4] as const) } : {}),
    })
    if (this.random() < 0.9) await vault.must('visits.end', { id: visit.id })
    await vault.must('treatment.sign', { entryId })
    this.entries.push({ id: entryId, text, state: 'signed' })
  }

  /** She corrects or voids one of the newer entries. */
  async correct(): Promise<void> {
    const entry = this.pick(this.entries.slice(-40).filter(({ state }) => state === 'signed'))
    if (this.random() < 0.25) {
      await this.vault.must('treatment.void', { entryId: entry.id, reason: `Mitätöinti: ${entry.id}` })
      entry.state = 'voided'
      return
    }
    entry.text = this.newText()
    await this.vault.must('treatment.amend', { entryId: entry.id, sections: { status: entry.text }, reason: 'Korjaus' })
  }

  /** Amended and voided before it left: chance alone does not see to that in a short year. */
  async mistake(): Promise<void> {
    await this.visit()
    const entry = this.entries.at(-1)!
    entry.text = this.newText()
    await this.vault.must('treatment.amend', { entryId: entry.id, sections: { status: entry.text }, reason: 'Korjaus' })
    await this.vault.must('treatment.void', { entryId: entry.id, reason: `Mitätöinti: ${entry.id}` })
    entry.state = 'voided'
  }

  async die(): Promise<void> {
    const id = this.pick(this.clients)
    const { revision } = await this.vault.must<{ revision: number }>('clients.get', { id })
    await this.vault.must('clients.update', { id, revision, dateOfDeath: this.vault.clock.today() })
    this.dead.add(id)
  }

  /** An export in another process that is killed at some step; the next one goes on from there. */
  async killedExport(outbox: string): Promise<boolean> {
    await this.vault.lock()
    const step = 2 + Math.floor(this.random() * 60)
    const { signal, stderr, status } = spawnSync(
      process.execPath,
      [child, this.vault.folder, 'kanta.export', JSON.stringify({ outbox }), '{}', String(step), this.vault.recoveryKey],
      { encoding: 'utf8' },
    )
    expect(signal === 'SIGKILL' || status === 0, stderr).toBe(true)
    await this.vault.unlock({ recoveryKey: this.vault.recoveryKey })
    return signal === 'SIGKILL'
  }
}

test(
  `a year in Kanta: ${sizes.clients} clients, ${sizes.visits} visits, killed exports; each required version is accepted exactly once (seed ${seed})`,
  async () => {
    const random = randomFrom(seed)
    const vault = await testVault({ clock: new TestClock('2026-01-05T07:00:00.000Z') })
    const year = new Year(vault, random)
    await year.begin()
    const outbox = path.join(temporaryFolder(), 'outbox')
    const archive = new Archive(random)
    let killed = 0
    let rejected = 0

    const takeAnswers = async (rejecting: number, redo?: ReadonlySet<string>): Promise<string[]> => {
      archive.collect(outbox)
      const answers = archive.answers(rejecting, redo)
      const file = path.join(temporaryFolder(), 'answers.json')
      writeFileSync(file, JSON.stringify(answers))
      const told = await vault.must<{ applied: number; contradicting: number; unknown: number }>('kanta.importAcknowledgements', {
        path: file,
      })
      expect(told, `seed ${seed}`).toMatchObject({ applied: answers.length, contradicting: 0, unknown: 0 })
      // Reading the same file twice changes nothing.
      expect(await vault.must('kanta.importAcknowledgements', { path: file })).toMatchObject({ applied: 0, repeated: answers.length })
      return answers.filter(({ result }) => result === 'rejected').map(({ documentId }) => documentId)
    }
    /** Some of what was rejected is tried again as it is; the rest waits to be corrected. */
    const retrySome = async (all: boolean): Promise<Set<string>> => {
      const rows = await vault.must<QueueRowOut[]>('kanta.queue', { state: 'rejected' })
      const retried = new Set<string>()
      for (const { documentId } of rows) {
        if (!all && random() < 0.5) continue
        await vault.must('kanta.retry', { documentId })
        retried.add(documentId!)
      }
      return retried
    }

    for (let month = 0; month < sizes.months; month++) {
      for (let visit = 0; visit < sizes.visits / sizes.months; visit++) {
        await year.visit()
        if (random() < 0.12) await year.correct()
      }
      if (month === 0) await year.mistake()
      if (month === 0) await year.die()
      for (let kill = 0; kill < sizes.killsAMonth; kill++) if (await year.killedExport(outbox)) killed++
      const redo = await retrySome(false)
      await vault.must('kanta.export', { outbox })
      expect(readdirSync(outbox).filter((name) => name.includes('unfinished'))).toEqual([])
      rejected += (await takeAnswers(0.15, redo)).length
    }
    expect(killed, `seed ${seed}`).toBeGreaterThan(0)
    expect(rejected).toBeGreaterThan(0)

    const redo = await retrySome(true)
    await vault.must('kanta.export', { outbox })
    await takeAnswers(0, redo)

    // Each entry's newest text lies in the archive once, in a set of its own; what was voided before it left is not there.
    const rows = await vault.must<QueueRowOut[]>('kanta.queue')
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['accepted', 'superseded', 'withdrawn']))
    const accepted = [...archive.accepted.values()].flat()
    expect(accepted.map(({ documentId }) => documentId).sort()).toEqual(
      rows
        .filter(({ state }) => state === 'accepted')
        .map(({ documentId }) => documentId!)
        .sort(),
    )
    const setOf = new Map(rows.filter(({ state }) => state === 'accepted').map(({ entryId, setId }) => [entryId, setId!]))
    for (const entry of year.entries) {
      const set = archive.accepted.get(setOf.get(entry.id) ?? '') ?? []
      const newest = set.at(-1)
      if (entry.state === 'voided') {
        expect(newest === undefined || newest.voided, entry.id).toBe(true)
        if (newest) expect(newest.text).not.toContain('sana')
      } else expect(newest?.text.replace(/\s+/g, ''), entry.id).toContain(entry.text.replace(/\s+/g, ''))
    }
    expect(new Set(setOf.values()).size).toBe(setOf.size)
    // A set is called by its first written document; one service event for each visit.
    const events = new Map<string, string>()
    for (const document of accepted) {
      expect(archive.received.has(document.setId)).toBe(true)
      expect(archive.firstOfSet.get(document.setId)).toBe(document.setId)
      expect(events.get(document.serviceEvent) ?? document.setId).toBe(document.setId)
      events.set(document.serviceEvent, document.setId)
    }
    expect(await vault.must('vault.check')).toMatchObject({ ok: true })
    expect(await vault.must('audit.verify')).toMatchObject({ ok: true })

    if (!whyNoSchema) {
      const files = readdirSync(outbox).filter((name) => name.endsWith('.xml'))
      expect(schemaProblems([...archive.received.values()].map(({ xml }) => xml))).toEqual([])
      expect(officialProblems(files.slice(0, long ? files.length : 5).map((name) => path.join(outbox, name)))).toBe('')
    }
  },
  long ? 3_600_000 : 240_000,
)

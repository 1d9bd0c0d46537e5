import { randomBytes } from 'node:crypto'
import { closeSync, cpSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'
import { newId } from '../../../src-main/core/ids.ts'
import type { Database } from '../../../src-main/database/database.ts'
import { queueMissing } from '../../../src-main/kanta/backfill.ts'
import { contentHash } from '../../../src-main/treatment/content.ts'
import { aClient } from '../../fixtures/a-client.ts'
import { coreAt, passphrase, type TestCore, type TestVault } from '../../fixtures/test-vault.ts'
import { kantaSettings } from '../../unit/kanta/desk.ts'
import { someContent } from '../../unit/kanta/a-document.ts'
import { figures, premise, row } from '../row.ts'
import type { Bench } from '../bench.ts'

const text = 'Alaselän kipu helpottanut, liike vapaampi. Palpaatiossa lannerangan lihakset kireät oikealta. '

/** Signed entries as a signature leaves them, put in with SQL: ten thousand signatures would take minutes. */
function fill(db: Database, count: number, userId: string, clientIds: readonly string[]): void {
  const start = Date.parse('2026-02-01T08:00:00.000Z')
  db.raw.exec('BEGIN')
  for (let number = 0; number < count; number++) {
    const at = new Date(start + number * 600_000).toISOString()
    const [visitId, entryId] = [newId(at), newId(at)]
    const clientId = clientIds[number % clientIds.length]
    const content = JSON.stringify(someContent({ sections: { status: text.repeat(6), treatment: text.repeat(3), plan: text } }))
    const salt = randomBytes(32).toString('hex')
    db.statement(
      'INSERT INTO visits (id, client_id, started_at, ended_at, created_by, created_at, updated_at, revision) VALUES (?, ?, ?, ?, ?, ?, ?, 1)',
    ).run(visitId, clientId, at, at, userId, at, at)
    db.statement(
      "INSERT INTO entries (id, visit_id, client_id, kind, state, version, author_id, created_at, updated_at, revision) VALUES (?, ?, ?, 'visit', 'draft', 0, ?, ?, ?, 1)",
    ).run(entryId, visitId, clientId, userId, at, at)
    db.statement(
      `INSERT INTO entry_versions (id, entry_id, number, state, content, salt, content_hash, signer_id, signer_name, signer_title, signed_at)
      VALUES (?, ?, 1, 'signed', ?, ?, ?, ?, 'Maija Mallikas', 'osteopaatti', ?)`,
    ).run(newId(at), entryId, content, salt, contentHash(salt, content), userId, at)
    db.statement("UPDATE entries SET state = 'signed', version = 1 WHERE id = ?").run(entryId)
  }
  const clock = { now: () => '2026-11-24T08:00:00.000Z', today: () => '2026-11-24', monotonic: () => 0 }
  for (let after: string | undefined = ''; after !== undefined;) after = queueMissing({ db, clock }, after)
  db.raw.exec('COMMIT')
}

async function filled(bench: Bench, count: number): Promise<TestVault> {
  const vault = await bench.emptyVault()
  await vault.must('settings.update', kantaSettings)
  const clientIds: string[] = []
  for (let number = 0; number < 50; number++)
    clientIds.push(
      (
        await vault.must<{ id: string }>(
          'clients.create',
          aClient()
            .withHetu('1980-05-05', '-', 900 + number)
            .fields(),
        )
      ).id,
    )
  await vault.lock()
  vault.behind((db) => fill(db, count, vault.userId, clientIds))
  return vault
}

/** A copy for each round: what has been exported once is not exported again. */
async function copyOf(bench: Bench, vault: TestVault): Promise<TestCore> {
  const folder = path.join(bench.folder(), 'vault')
  cpSync(vault.folder, folder, { recursive: true })
  const copy = coreAt(folder)
  await copy.must('vault.unlock', {}, { passphrase })
  await copy.must('vault.adopt')
  return copy
}

async function exportAll(copy: TestCore, outbox: string, count: number): Promise<number> {
  const began = performance.now()
  const { written } = await copy.must<{ written: unknown[] }>('kanta.export', { outbox, differences: 'takeOver' })
  const took = performance.now() - began
  premise(written.length === count, `${count} documents were to be written, and ${written.length} were`)
  return took
}

/** The same bytes as a careful program without this app writes them: beside, synced, renamed. */
function writePlainly(files: readonly (readonly [string, Buffer])[], folder: string): number {
  mkdirSync(folder)
  const began = performance.now()
  for (const [name, bytes] of files) {
    const file = openSync(path.join(folder, `.${name}`), 'wx', 0o600)
    writeSync(file, bytes)
    fsyncSync(file)
    closeSync(file)
    renameSync(path.join(folder, `.${name}`), path.join(folder, name))
    const parent = openSync(folder, 'r')
    fsyncSync(parent)
    closeSync(parent)
  }
  return performance.now() - began
}

export default row({
  name: 'Kanta export',
  what: 'kanta.export of signed entries to files, against writing the same bytes beside, synced and renamed',
  goal: 5,
  lenientWhenQuick: true,
  async measure(bench) {
    const count = bench.quick ? 400 : 10_000
    const vault = await filled(bench, count)
    const tenth = await filled(bench, count / 10)
    const ours: number[] = []
    const baseline: number[] = []
    const small: number[] = []
    for (let round = bench.quick ? 0 : -1; round < 3; round++) {
      const outbox = path.join(bench.folder(), 'outbox')
      const time = await exportAll(await copyOf(bench, vault), outbox, count)
      const files = readdirSync(outbox).map((name) => [name, readFileSync(path.join(outbox, name))] as const)
      const plain = writePlainly(files, path.join(bench.folder(), 'plain'))
      const smallTime = await exportAll(await copyOf(bench, tenth), path.join(bench.folder(), 'outbox'), count / 10)
      if (round < 0) continue
      ours.push(time)
      baseline.push(plain)
      small.push(smallTime * 10)
    }
    return [
      { ours: figures(ours, 'median'), baseline: figures(baseline, 'median'), unit: 'ms', note: `${count} documents` },
      {
        part: 'linear',
        ours: figures(ours, 'median'),
        baseline: figures(small, 'median'),
        unit: 'ms',
        goal: 1.5,
        note: `${count} documents against ten times the time of ${count / 10}`,
      },
    ]
  },
})

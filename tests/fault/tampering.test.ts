// Somebody with the key at hand and a program of her own: each change of the log is noticed and told apart; reading is never blocked; the log
// counts as whole again only when the owner has acknowledged the finding in words. Triggers refuse what SQL can refuse (tests/unit/database).
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src-main/database/database.ts'
import { bodyOf, hashOf, type LogRow } from '../../src-main/audit/chain.ts'
import { cleanUp, testVault, type TestVault } from '../fixtures/test-vault.ts'

afterAll(cleanUp)

interface Report {
  ok: boolean
  firstBad?: number
  findings: { id: string; kind: string; number: number | null }[]
}
const withoutTriggers = (db: Database, work: () => void): void => {
  const triggers = db.raw.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as { name: string; sql: string }[]
  for (const { name } of triggers) db.raw.exec(`DROP TRIGGER "${name}"`)
  work()
  for (const { sql } of triggers) db.raw.exec(sql)
}
const practice = async (): Promise<TestVault> => {
  const vault = await testVault()
  for (const lastName of ['Yksi', 'Kaksi', 'Kolme', 'Neljä', 'Viisi', 'Kuusi']) await vault.must('clients.create', { lastName })
  return vault
}
/** Unlocks, verifies, acknowledges, verifies. */
async function found(vault: TestVault): Promise<{ kinds: string[]; firstBad: number | undefined }> {
  await vault.unlock()
  expect(await vault.must('clients.search', { text: '' })).toMatchObject({ clients: expect.any(Array) as unknown }) // reading goes on
  const report = await vault.must<Report>('audit.verify')
  expect(report.ok).toBe(false)
  await vault.refused('invalid_input', 'audit.acknowledge', { finding: report.findings[0]!.id, note: '' })
  expect(await vault.must('audit.verify')).toMatchObject({ ok: false })
  for (const { id } of report.findings) await vault.must('audit.acknowledge', { finding: id, note: 'Olen nähnyt tämän.' })
  const after = await vault.must<Report>('audit.verify')
  expect(after, JSON.stringify(after.findings)).toMatchObject({ ok: true, findings: [] })
  await vault.lock()
  await vault.unlock()
  expect(await vault.must('audit.verify')).toMatchObject({ ok: true })
  const { entries } = await vault.must<{ entries: unknown[] }>('audit.list', { kind: 'finding' })
  expect(entries.length).toBeGreaterThanOrEqual(report.findings.length)
  return { kinds: report.findings.map(({ kind }) => kind), firstBad: report.firstBad }
}
const row = (db: Database, number: number) =>
  db.raw.prepare('SELECT * FROM audit_log WHERE number = ?').get(number) as LogRow & { hash: string; previous_hash: string }

describe('noticed and told apart', () => {
  test('an edited entry', async () => {
    const vault = await practice()
    vault.behind((db) => withoutTriggers(db, () => db.raw.exec("UPDATE audit_log SET user_name = 'Joku muu' WHERE number = 5")))
    expect(await found(vault)).toEqual({ kinds: ['rowEdited'], firstBad: 5 })
  })
  test('an edited entry whose own hash was made anew', async () => {
    const vault = await practice()
    vault.behind((db) =>
      withoutTriggers(db, () => {
        const one = { ...row(db, 5), user_name: 'Joku muu' }
        db.raw
          .prepare('UPDATE audit_log SET user_name = ?, hash = ? WHERE number = 5')
          .run(one.user_name, hashOf(one.previous_hash, bodyOf(one)))
      }),
    )
    expect(await found(vault)).toEqual({ kinds: ['rowEdited'], firstBad: 5 })
  })
  test('a deleted entry', async () => {
    const vault = await practice()
    vault.behind((db) =>
      withoutTriggers(db, () => db.raw.exec('DELETE FROM audit_log WHERE number = 5; DELETE FROM audit_log_clients WHERE number = 5')),
    )
    expect(await found(vault)).toEqual({ kinds: ['rowMissing'], firstBad: 5 })
  })
  test('an inserted entry, the later ones renumbered', async () => {
    const vault = await practice()
    vault.behind((db) =>
      withoutTriggers(db, () => {
        db.raw.exec('UPDATE audit_log SET number = -number - 1 WHERE number >= 6; UPDATE audit_log SET number = -number WHERE number < 0')
        db.raw.exec(
          'UPDATE audit_log_clients SET number = -number - 1 WHERE number >= 6; UPDATE audit_log_clients SET number = -number WHERE number < 0',
        )
        db.raw.exec('UPDATE audit_head SET number = number + 1')
        const one = { ...row(db, 5), number: 6 }
        const columns = Object.keys(one)
        db.raw.prepare(`INSERT INTO audit_log (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
          ...Object.values({
            ...one,
            client_ids: '[]',
            previous_hash: one.hash,
            hash: hashOf(one.hash, bodyOf({ ...one, client_ids: '[]' })),
          }),
        )
      }),
    )
    const { kinds } = await found(vault)
    expect(kinds).toContain('rowInserted')
    expect(kinds).not.toContain('rowMissing')
  })
  test('the tail cut off', async () => {
    const vault = await practice()
    vault.behind((db) =>
      withoutTriggers(db, () => db.raw.exec('DELETE FROM audit_log_clients WHERE number > 6; DELETE FROM audit_log WHERE number > 6')),
    )
    const { kinds, firstBad } = await found(vault)
    expect([kinds, firstBad]).toEqual([['tailCut'], 7])
  })
  test('the tail cut off with the head row set back: the anchor knows better', async () => {
    const vault = await practice()
    vault.behind((db) =>
      withoutTriggers(db, () => {
        db.raw.exec('DELETE FROM audit_log_clients WHERE number > 6; DELETE FROM audit_log WHERE number > 6')
        db.raw.prepare('UPDATE audit_head SET number = 6, hash = ?').run(row(db, 6).hash)
      }),
    )
    expect((await found(vault)).kinds).toEqual(['olderCopy'])
  })
  test('an older copy put back', async () => {
    const vault = await practice()
    await vault.lock()
    const older = path.join(vault.folder, '..', 'eilinen.db')
    cpSync(path.join(vault.folder, 'practice.db'), older)
    await vault.unlock()
    await vault.must('clients.create', { lastName: 'Tänään' })
    await vault.lock()
    cpSync(older, path.join(vault.folder, 'practice.db'))
    expect((await found(vault)).kinds).toEqual(['olderCopy'])
  })
  test('an older copy that was worked on until it is longer than ours', async () => {
    const vault = await practice()
    await vault.lock()
    const older = path.join(vault.folder, '..', 'haara')
    cpSync(vault.folder, older, { recursive: true })
    await vault.unlock()
    await vault.must('clients.create', { lastName: 'Meidän' })
    await vault.lock()
    const fork = vault.another()
    fork.core.close()
    const anchor = readFileSync(path.join(vault.folder, 'anchor.json'))
    cpSync(path.join(older, 'practice.db'), path.join(vault.folder, 'practice.db'))
    cpSync(path.join(older, 'anchor.json'), path.join(vault.folder, 'anchor.json'))
    await vault.unlock()
    for (const lastName of ['A', 'B', 'C', 'D', 'E']) await vault.must('clients.create', { lastName })
    await vault.lock()
    writeFileSync(path.join(vault.folder, 'anchor.json'), anchor)
    expect((await found(vault)).kinds).toEqual(['anchorUnknown'])
  })
  test('the anchor gone, and the anchor written over', async () => {
    const gone = await practice()
    await gone.lock()
    rmSync(path.join(gone.folder, 'anchor.json'))
    expect((await found(gone)).kinds).toEqual(['anchorMissing'])

    const forged = await practice()
    await forged.lock()
    const file = path.join(forged.folder, 'anchor.json')
    const text = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    writeFileSync(file, JSON.stringify({ ...text, number: 1 }))
    expect((await found(forged)).kinds).toEqual(['anchorDamaged'])
  })
  test('the index that finds a client’s entries', async () => {
    const vault = await practice()
    vault.behind((db) =>
      withoutTriggers(db, () =>
        db.raw.exec(
          'DELETE FROM audit_log_clients WHERE rowid IN (SELECT max(rowid) FROM audit_log_clients)'.replaceAll('rowid', 'number'),
        ),
      ),
    )
    expect((await found(vault)).kinds).toEqual(['indexMismatch'])
  })
  test('against an anchor on paper: the log written anew from the beginning is found', async () => {
    const vault = await practice()
    const { head } = await vault.must<{ head: { number: number; hash: string } }>('audit.status')
    expect(await vault.must('audit.verify', { anchors: [head] })).toMatchObject({ ok: true })
    const { findings } = await vault.must<Report>('audit.verify', { anchors: [{ ...head, hash: 'a'.repeat(64) }] })
    expect(findings.map(({ kind }) => kind)).toEqual(['anchorUnknown'])
  })
  test('a second change does not hide behind an acknowledged first', async () => {
    const vault = await practice()
    vault.behind((db) => withoutTriggers(db, () => db.raw.exec("UPDATE audit_log SET user_name = 'Joku muu' WHERE number = 5")))
    await found(vault)
    vault.behind((db) => withoutTriggers(db, () => db.raw.exec("UPDATE audit_log SET user_name = 'Kolmas' WHERE number = 5")))
    expect(await found(vault)).toEqual({ kinds: ['rowEdited'], firstBad: 5 })
  })
})

test('a database ahead of its anchor is normal: a crash before the anchor was written is no finding', async () => {
  const vault = await practice()
  await vault.lock()
  const anchor = readFileSync(path.join(vault.folder, 'anchor.json'))
  await vault.unlock()
  await vault.must('clients.create', { lastName: 'Uusi' })
  await vault.lock()
  writeFileSync(path.join(vault.folder, 'anchor.json'), anchor)
  await vault.unlock()
  expect(await vault.must('audit.verify')).toMatchObject({ ok: true, findings: [] })
})

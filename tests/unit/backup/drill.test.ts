// The yearly restore, its certificate, and what was erased by law staying erased.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordErasures } from '../../../src-main/backup/erasures.ts'
import { runJobsInThisThread } from '../../../src-main/backup/threads.ts'
import { cleanUp, coreAt, temporaryFolder, testVault, type TestVault } from '../../fixtures/test-vault.ts'
import { aPractice, attach, backUp, backupPassphrase, databaseIn, unfinishedIn } from './desk.ts'

beforeAll(() => runJobsInThisThread(true))
afterAll(cleanUp)

const secret = 'uusi salalause riittää'

interface Drill {
  ok: boolean
  drillId: string
  openedWith: string
  checks: { name: string; ok: boolean; count: number | null }[]
  oldest: { name: string } | null
  newest: { name: string } | null
  clients: number
}

describe('the drill', () => {
  test('proves a copy with the passphrase and with the recovery key, and names which', async () => {
    const vault = await aPractice()
    await attach(vault, vault.clientIds[0]!, [Buffer.from('kuva')])
    const made = await backUp(vault)
    const folder = temporaryFolder()
    const certificate = path.join(folder, 'todistus.pdf')
    const first = await vault.must<Drill>('backup.drill', { path: made.path, certificate }, { backupPassphrase })
    expect(first).toMatchObject({
      ok: true,
      openedWith: 'backupPassphrase',
      clients: 3,
      oldest: { name: 'Åkerlund-0 Öivi' },
      newest: { name: 'Åkerlund-2 Öivi' },
    })
    expect(first.checks.map(({ name }) => name).sort()).toEqual(
      [
        'anchor',
        'attachments',
        'contents',
        'counts',
        'decryption',
        'erasures',
        'foreignKeys',
        'format',
        'hashes',
        'integrity',
        'logChain',
        'schema',
        'unlock',
      ].sort(),
    )
    expect(readFileSync(certificate).subarray(0, 5).toString()).toBe('%PDF-')
    expect(await vault.must('backup.status')).toMatchObject({
      nextDrillWith: 'recoveryKey',
      drillDue: false,
      nextDrillDue: '2027-11-24',
      lastDrill: { confirmed: false },
    })
    const second = await vault.must<Drill>(
      'backup.drill',
      { path: made.path, certificate: path.join(folder, 'toinen.html') },
      { recoveryKey: vault.recoveryKey },
    )
    expect(second).toMatchObject({ ok: true, openedWith: 'recoveryKey' })
    expect(await vault.must('backup.list')).toMatchObject([{ provedWith: 'recoveryKey' }])
    expect(unfinishedIn(vault.folder)).toEqual([])
    expect(await vault.must('audit.verify')).toMatchObject({ ok: true })
  })

  test('the certificate says what was proved in three languages and holds nothing of a client', async () => {
    const vault = await aPractice()
    const made = await backUp(vault)
    const folder = temporaryFolder()
    const { drillId } = await vault.must<Drill>(
      'backup.drill',
      { path: made.path, certificate: path.join(folder, 'c.txt') },
      { backupPassphrase },
    )
    const confirmed = await vault.must('backup.confirmDrill', { certificate: path.join(folder, 'c.txt') })
    expect(confirmed).toMatchObject({ ok: true, confirmedBy: 'Maija Mallikas' })
    for (const [language, words] of Object.entries({
      fi: ['Palautus onnistui', 'varmuuskopion salalause', 'totesi ne oikeiksi'],
      sv: ['Återställningen lyckades', 'säkerhetskopians lösenfras', 'konstaterade att de är rätt'],
      en: ['The restore succeeded', 'the backup passphrase', 'found them right'],
    })) {
      const file = path.join(folder, `${language}.txt`)
      await vault.must('backup.writeCertificate', { id: drillId, path: file, language })
      const text = readFileSync(file, 'utf8').replace(/\s+/g, ' ')
      for (const word of words) expect(text, language).toContain(word)
      expect(text.replaceAll(' ', '')).toContain(made.sha256)
      expect(text).toContain(path.basename(made.path))
      expect(text).not.toMatch(/Åkerlund|Öivi|salaisuusmerkki|\{[a-z]+\}/)
    }
    expect(readFileSync(path.join(folder, 'c.txt'), 'utf8')).toContain('Maija Mallikas')
  })

  test('a no is kept, and the drill no longer counts', async () => {
    const vault = await aPractice({ clients: 1 })
    const made = await backUp(vault)
    const certificate = path.join(temporaryFolder(), 'c.txt')
    await vault.must('backup.drill', { path: made.path, certificate }, { backupPassphrase })
    expect(await vault.must('backup.confirmDrill', { certificate, right: false })).toMatchObject({ ok: false })
    expect(await vault.must('backup.status')).toMatchObject({ drillDue: true, lastDrill: { ok: false } })
    await vault.refused('not_found', 'backup.confirmDrill', { certificate: path.join(temporaryFolder(), 'ei.pdf') })
  })

  test('refuses another practice’s backup, another ending, and leaves no scratch when it fails', async () => {
    const vault = await aPractice({ clients: 1 })
    const made = await backUp(vault)
    const folder = temporaryFolder()
    await vault.refused('invalid_input', 'backup.drill', { path: made.path, certificate: path.join(folder, 'c.doc') }, { backupPassphrase })
    const error = await vault.refused(
      'wrong_key',
      'backup.drill',
      { path: made.path, certificate: path.join(folder, 'c.pdf') },
      { backupPassphrase: 'väärä lause' },
    )
    expect(error.message).toContain('salalause')
    const bytes = readFileSync(made.path)
    const vaultId = Buffer.from(vault.vaultId)
    expect(bytes.includes(vaultId)).toBe(true)
    expect(readdirSync(folder)).toEqual([])
    expect(unfinishedIn(vault.folder)).toEqual([])
  })
})

describe('erased stays erased', () => {
  /** Erases a client as a destruction by law does, and remembers it. */
  const erase = (vault: TestVault, clientId: string): Promise<void> => {
    vault.behind((db) => {
      db.raw.pragma('foreign_keys=OFF')
      recordErasures(db, 'clients', [clientId], vault.clock.now())
      db.raw.exec('DROP TRIGGER IF EXISTS consents_no_delete')
      for (const table of ['guardians', 'consents', 'attachments']) db.raw.prepare(`DELETE FROM ${table} WHERE client_id = ?`).run(clientId)
      const number = db.raw.prepare('SELECT number FROM clients WHERE id = ?').pluck().get(clientId)
      db.raw.prepare('DELETE FROM clients_fts WHERE rowid = ?').run(number)
      db.raw.prepare('DELETE FROM clients WHERE id = ?').run(clientId)
    })
    return vault.unlock().then(() => undefined)
  }

  test('an older copy comes back without the client, her attachments and her words in the search', async () => {
    const vault = await aPractice()
    await attach(vault, vault.clientIds[0]!, [Buffer.from('hänen kuvansa')])
    const older = await backUp(vault)
    vault.clock.pass(120_000)
    await erase(vault, vault.clientIds[0]!)
    await backUp(vault, path.dirname(older.path)) // its list lies beside
    const to = path.join(temporaryFolder(), 'r')
    const answer = await vault.must<{ erased: number; warnings: string[]; counts: Record<string, number> }>(
      'backup.restore',
      { path: older.path, to },
      { backupPassphrase, newPassphrase: secret },
    )
    expect(answer.counts['clients']).toBe(2)
    expect(answer.erased).toBe(2) // the client and the attachment that referred to her
    expect(answer.warnings).not.toContain('noNewerErasureList')
    expect(readdirSync(path.join(to, 'attachments'))).toEqual([])
    const db = await databaseIn(to, secret)
    expect(db.raw.pragma('foreign_key_check')).toEqual([])
    db.close()
    const other = coreAt(to, { clock: vault.clock })
    await other.must('vault.unlock', {}, { passphrase: secret })
    expect(JSON.stringify(await other.must('clients.search', { text: 'Åkerlund-0' }))).not.toContain('Åkerlund-0')
    expect(await other.must('vault.check')).toMatchObject({ ok: true })
    // Backed up again, it is still remembered.
    const again = await other.must<{ path: string }>('backup.create', { path: temporaryFolder() })
    expect(await other.must('backup.verify', { path: again.path }, { backupPassphrase })).toMatchObject({
      counts: { erasures: 1, clients: 2 },
    })
  })

  test('on a machine without the vault: the list beside the file, or one that is given; a foreign one is told', async () => {
    const vault = await aPractice()
    const older = await backUp(vault)
    vault.clock.pass(120_000)
    await erase(vault, vault.clientIds[1]!)
    const newer = await backUp(vault)
    vault.core.close()
    const elsewhere = coreAt(path.join(temporaryFolder(), 'none'))
    const listName = `${vault.vaultId}.vastaanotto-erasures`
    const list = readFileSync(path.join(path.dirname(newer.path), listName))
    const restore = (path_: string, erasures?: string) =>
      elsewhere.must<{ counts: Record<string, number>; warnings: string[] }>(
        'backup.restore',
        { path: path_, to: path.join(temporaryFolder(), 'r'), ...(erasures ? { erasures } : {}) },
        { backupPassphrase, newPassphrase: secret },
      )
    const without = await restore(older.path)
    expect(without).toMatchObject({ counts: { clients: 3 } })
    expect(without.warnings).toContain('noNewerErasureList')
    expect(await restore(older.path, path.dirname(newer.path))).toMatchObject({ counts: { clients: 2 } })
    const forged = path.join(temporaryFolder(), listName)
    writeFileSync(forged, list.toString('utf8').replace(/"erasedAt": "20/, '"erasedAt": "19'))
    const told = await restore(older.path, forged)
    expect(told.counts['clients']).toBe(3)
    expect(told.warnings).toContain('erasureListForeign')
  })
})

describe('a restored vault in the live one’s place', () => {
  test('the old one is kept aside and comes back; 30 days later it goes', async () => {
    const vault = await aPractice({ clients: 1 })
    const made = await backUp(vault)
    const to = path.join(temporaryFolder(), 'r')
    await vault.must('backup.restore', { path: made.path, to }, { backupPassphrase, newPassphrase: secret })
    await vault.must('clients.create', { lastName: 'Vain elävässä' })
    const { setAside } = await vault.must<{ setAside: string }>('backup.makeLive', { from: to })
    expect(existsSync(to)).toBe(false)
    await vault.must('vault.unlock', {}, { passphrase: secret })
    expect(JSON.stringify(await vault.must('clients.search', { text: 'elävässä' }))).not.toContain('Vain')
    await vault.must('vault.adopt')
    const back = await vault.must<{ setAside: string }>('backup.undoMakeLive', { setAside })
    await vault.unlock()
    expect(JSON.stringify(await vault.must('clients.search', { text: 'elävässä' }))).toContain('Vain')
    expect(await vault.must('backup.setAside')).toMatchObject([{ path: back.setAside, kind: 'vault', days: 0, goesOn: '2026-12-24' }])
    vault.clock.pass(31 * 86_400_000)
    await vault.unlock()
    const folder = path.join(temporaryFolder(), 'k')
    mkdirSync(folder)
    await vault.must('backup.setPlan', { folders: [{ label: 'k', path: folder, schedule: 'daily' }] })
    await vault.must('backup.run', {})
    expect(existsSync(back.setAside)).toBe(false)
  })

  test('a kill between the two renames is ended by the next start', async () => {
    const vault = await testVault()
    const parent = path.dirname(vault.folder)
    vault.core.close()
    const { renameSync } = await import('node:fs')
    const from = path.join(parent, 'uusi')
    const { cpSync } = await import('node:fs')
    cpSync(vault.folder, from, { recursive: true })
    const aside = `${vault.folder}.set-aside-2026-11-24T080000Z`
    writeFileSync(path.join(parent, `.${path.basename(vault.folder)}.making-live.json`), JSON.stringify({ from, aside }))
    renameSync(vault.folder, aside)
    const next = coreAt(vault.folder)
    expect(await next.must('vault.state')).toMatchObject({ exists: true })
    expect(existsSync(from)).toBe(false)
    expect(existsSync(aside)).toBe(true)
  })
})

describe('one at a time', () => {
  test('a second run is refused, a cancelled one leaves nothing', async () => {
    runJobsInThisThread(false)
    const vault = await aPractice({ clients: 1 })
    const folder = temporaryFolder()
    const running = vault.call('backup.create', { path: folder })
    expect((await vault.refused('conflict', 'backup.create', { path: folder })).message).toContain('käynnissä')
    expect(await vault.must('backup.status')).toMatchObject({ running: true })
    expect(await vault.must('backup.cancel')).toEqual({ wasRunning: true })
    expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(readdirSync(folder)).toEqual([])
    expect(await vault.must('backup.cancel')).toEqual({ wasRunning: false })
    expect(unfinishedIn(vault.folder)).toEqual([])
  })

  test('a lock during a run does not spoil it: the file is whole and known at the next call', async () => {
    runJobsInThisThread(false)
    const vault = await aPractice({ clients: 1 })
    const folder = temporaryFolder()
    const running = vault.call('backup.create', { path: folder })
    await vault.lock()
    expect(await running).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
    const name = readdirSync(folder).find((one) => one.endsWith('.vastaanotto-backup'))!
    expect(await vault.must('backup.verify', { path: path.join(folder, name) }, { backupPassphrase })).toMatchObject({ ok: true })
    await vault.unlock()
    await vault.must('backup.run', {})
    expect(await vault.must<unknown[]>('backup.list')).toHaveLength(1)
  })
})

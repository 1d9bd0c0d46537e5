import { afterAll, describe, expect, test } from 'vitest'
import type { Entry } from '../../../src-main/treatment/contract.ts'
import { aClient } from '../../fixtures/a-client.ts'
import { asRole, cleanUp } from '../../fixtures/test-vault.ts'
import { minutes } from '../../fixtures/test-clock.ts'
import { careDesk } from './desk.ts'

afterAll(cleanUp)

describe('drafts', () => {
  test('are overwritten in place, keep what a save leaves out, and bring the caret back', async () => {
    const desk = await careDesk()
    const first = await desk.must<{ entryId: string; revision: number }>('treatment.saveDraft', {
      visitId: desk.visitId,
      sections: { reason: 'Niska', status: 'Kireä' },
      measures: [{ scale: 'nrs', value: 7 }],
      source: 'patient',
      caret: { field: 'status', position: 5 },
    })
    const second = await desk.must<{ revision: number }>('treatment.saveDraft', {
      visitId: desk.visitId,
      entryId: first.entryId,
      revision: first.revision,
      sections: { reason: 'Niska ja hartia' },
    })
    expect(second.revision).toBe(first.revision + 1)
    const read = await desk.must<Entry>('treatment.get', { entryId: first.entryId })
    expect(read).toMatchObject({
      state: 'draft',
      version: 0,
      sections: { reason: 'Niska ja hartia' },
      measures: [{ scale: 'nrs', value: 7 }],
      source: 'patient',
      caret: { field: 'status', position: 5 },
    })
    expect(read.sections.status).toBeUndefined()
  })

  test('a stale save is stopped and says which text is there', async () => {
    const desk = await careDesk()
    const one = await desk.must<{ entryId: string; revision: number }>('treatment.saveDraft', {
      visitId: desk.visitId,
      sections: { reason: 'a' },
    })
    await desk.must('treatment.saveDraft', {
      visitId: desk.visitId,
      entryId: one.entryId,
      revision: one.revision,
      sections: { reason: 'b' },
    })
    const error = await desk.refused('conflict', 'treatment.saveDraft', {
      visitId: desk.visitId,
      entryId: one.entryId,
      revision: one.revision,
      sections: { reason: 'c' },
    })
    expect(error.details).toMatchObject({ revision: one.revision + 1 })
    expect((await desk.must<Entry>('treatment.get', { entryId: one.entryId })).sections.reason).toBe('b')
  })

  test('a run of autosaves is one entry of the log, and the next quarter of an hour another', async () => {
    const desk = await careDesk()
    const entryId = await desk.draft()
    const count = async () => {
      const { entries } = await desk.must<{ entries: { method: string }[] }>('audit.list', { clientId: desk.clientId })
      return entries.filter(({ method }) => method === 'treatment.saveDraft').length
    }
    for (let at = 0; at < 20; at++) {
      desk.clock.instant += 1000
      await desk.must('treatment.saveDraft', { visitId: desk.visitId, entryId, sections: { reason: `teksti ${at}` } })
    }
    expect(await count()).toBe(1)
    desk.clock.instant += minutes(15)
    await desk.must('treatment.saveDraft', { visitId: desk.visitId, entryId, sections: { reason: 'myöhemmin' } })
    expect(await count()).toBe(2)
  })

  test('with control characters keep their words and line breaks; 100,000 words are kept whole; more than fits is refused whole', async () => {
    const desk = await careDesk()
    const entryId = await desk.draft('Kipu\u0001a\u000Byöllä\r\nja aamulla\u2028heti\uFFFE')
    expect((await desk.must<Entry>('treatment.get', { entryId })).sections.reason).toBe('Kipua\nyöllä\nja aamulla\nheti')
    const words = 'lannerankaa '.repeat(80_000).trim()
    await desk.must('treatment.saveDraft', { visitId: desk.visitId, entryId, sections: { history: words, status: words } })
    expect((await desk.must<Entry>('treatment.get', { entryId })).sections.status).toBe(words)
    const error = await desk.refused('invalid_input', 'treatment.saveDraft', {
      visitId: desk.visitId,
      entryId,
      sections: { history: words, status: words, plan: words },
    })
    expect(JSON.stringify(error.details)).toContain('tooLong')
    await desk.must('treatment.sign', { entryId })
    expect((await desk.must<Entry>('treatment.get', { entryId })).sections.history).toBe(words)
  })

  test('thrown away they leave the lists, and come back', async () => {
    const desk = await careDesk()
    const entryId = await desk.draft()
    await desk.must('treatment.discardDraft', { entryId })
    expect(await desk.must('treatment.list', { clientId: desk.clientId })).toMatchObject({ entries: [] })
    await desk.refused('conflict', 'treatment.sign', { entryId })
    await desk.must('treatment.restoreDraft', { entryId })
    expect(await desk.must('treatment.list', { clientId: desk.clientId })).toMatchObject({ entries: [{ entryId }] })
  })

  test('older than a day are listed for Today', async () => {
    const desk = await careDesk()
    const entryId = await desk.draft()
    expect(await desk.must('treatment.unsigned')).toEqual({ drafts: [] })
    desk.clock.instant += minutes(24 * 60)
    expect(await desk.must('treatment.unsigned')).toMatchObject({ drafts: [{ entryId, displayName: 'Maija Mallikas' }] })
  })

  test('copied headings are marked until the copied words are gone', async () => {
    const desk = await careDesk()
    const from = await desk.signed('Sama vaiva', { sections: { reason: 'Sama vaiva', plan: 'Jatketaan kahden viikon päästä' } })
    const entryId = await desk.draft('Tänään parempi')
    const { entry } = await desk.must<{ entry: Entry }>('treatment.copyForward', { entryId, from, headings: ['reason', 'plan', 'history'] })
    expect(entry.sections).toEqual({ reason: 'Tänään parempi\n\nSama vaiva', plan: 'Jatketaan kahden viikon päästä' })
    expect(entry.copied).toEqual({ reason: { entryId: from, version: 1 }, plan: { entryId: from, version: 1 } })
    await desk.must('treatment.saveDraft', {
      visitId: desk.visitId,
      entryId,
      sections: { ...entry.sections, plan: 'Uusi suunnitelma' },
    })
    await desk.must('treatment.sign', { entryId })
    expect((await desk.must<Entry>('treatment.get', { entryId })).copied).toEqual({ reason: { entryId: from, version: 1 } })
    const other = await desk.visitOf(aClient().named('Toinen').withHetu('1990-01-01'))
    const { entryId: others } = await desk.must<{ entryId: string }>('treatment.saveDraft', { visitId: other.visitId, sections: {} })
    await desk.refused('not_allowed', 'treatment.copyForward', { entryId: others, from, headings: ['reason'] })
  })
})

describe('signing', () => {
  test('freezes who, title, when, source, name and identity code, and the log carries the salted hash', async () => {
    const desk = await careDesk()
    const entryId = await desk.draft('Niska', { source: 'patient' })
    const signature = await desk.must<{ contentHash: string; signedAt: string }>('treatment.sign', { entryId })
    await desk.must('clients.update', { id: desk.clientId, revision: 1, lastName: 'Toisenniminen' })
    const read = await desk.must<Entry>('treatment.get', { entryId })
    expect(read).toMatchObject({
      state: 'signed',
      version: 1,
      intact: true,
      source: 'patient',
      author: { name: 'Maija Mallikas', title: 'osteopaatti' },
      subject: { lastName: 'Mallikas', firstName: 'Maija', birthDate: '1980-05-05' },
      contentHash: signature.contentHash,
      signedAt: signature.signedAt,
    })
    expect(read.subject?.hetu).toMatch(/^050580-9/)
    const { entries } = await desk.must<{ entries: { kind: string; details: unknown }[] }>('audit.list', {
      clientId: desk.clientId,
      kind: 'sign',
    })
    expect(entries[0]?.details).toEqual({ entry: entryId, version: 1, state: 'signed', contentHash: signature.contentHash })
  })

  test('names every missing thing at once', async () => {
    const desk = await careDesk(aClient())
    const entryId = await desk.draft('', {})
    const error = await desk.refused('incomplete', 'treatment.sign', { entryId })
    expect((error.details as { missing: { code: string }[] }).missing.map(({ code }) => code)).toEqual(['entryText', 'identity'])
    const { missing } = await desk.must<{ missing: { code: string; blocks: boolean; message: string }[] }>('treatment.missing', { entryId })
    expect(missing.filter(({ blocks }) => blocks).map(({ code }) => code)).toEqual(['entryText', 'identity'])
    expect(missing.every(({ message }) => message.length > 10)).toBe(true)
    await desk.must('clients.update', { id: desk.clientId, revision: 1, birthDate: '1980-05-05' })
    await desk.must('treatment.saveDraft', { visitId: desk.visitId, entryId, sections: { other: 'x' } })
    await desk.must('treatment.sign', { entryId })
  })

  test('asks a minor of 12 or more at each visit; a small child counts as not able; an adult has no such answer', async () => {
    const desk = await careDesk(aClient().born('2012-01-01'))
    const entryId = await desk.draft()
    expect((await desk.refused('incomplete', 'treatment.sign', { entryId })).details).toMatchObject({
      missing: [{ code: 'minorDecision' }],
    })
    await desk.must('treatment.saveDraft', { visitId: desk.visitId, entryId, minorDecision: 3 })
    await desk.must('treatment.sign', { entryId })
    expect((await desk.must<Entry>('treatment.get', { entryId })).minorDecision).toBe(3)
    const again = await desk.draft('Toinen merkintä')
    await desk.refused('incomplete', 'treatment.sign', { entryId: again })
    for (const [client, decision] of [
      [aClient().minor(), 1],
      [aClient().withHetu('1970-01-01'), undefined],
    ] as const) {
      const { visitId } = await desk.visitOf(client)
      const made = await desk.must<{ entryId: string }>('treatment.saveDraft', {
        visitId,
        sections: { reason: 'x' },
        ...(decision ? {} : { minorDecision: 2 }),
      })
      await desk.must('treatment.sign', { entryId: made.entryId })
      expect((await desk.must<Entry>('treatment.get', { entryId: made.entryId })).minorDecision).toBe(decision)
    }
  })

  test('signed content is changed by nothing: not by a draft, a second signature, or SQL', async () => {
    const desk = await careDesk()
    const entryId = await desk.signed()
    await desk.refused('immutable', 'treatment.saveDraft', { visitId: desk.visitId, entryId, sections: { reason: 'muu' } })
    await desk.refused('immutable', 'treatment.sign', { entryId })
    await desk.refused('immutable', 'treatment.discardDraft', { entryId })
    desk.behind((db) => {
      for (const sql of [
        "UPDATE entry_versions SET content = '{}'",
        'DELETE FROM entry_versions',
        "INSERT INTO entry_versions SELECT id || 'x', entry_id, number + 2, 'amended', content, salt, content_hash, signer_id, signer_name, signer_title, signed_at, 'syy' FROM entry_versions",
        "INSERT INTO entry_drafts SELECT id, '{}', NULL, created_at, author_id, created_at, author_id FROM entries",
        "UPDATE entries SET state = 'draft', version = 0",
        "UPDATE entries SET kind = 'privateNote'",
        'UPDATE entries SET version = version + 1',
        'DELETE FROM entries',
      ])
        expect(() => db.raw.exec(sql), sql).toThrow(/append-only|no draft/)
    })
  })

  test('somebody with the key who goes round the triggers is found out, and reading goes on', async () => {
    const desk = await careDesk()
    const entryId = await desk.signed('Alkuperäinen')
    desk.behind((db) => {
      db.raw.exec('DROP TRIGGER entry_versions_no_update')
      db.raw.exec("UPDATE entry_versions SET content = json_set(content, '$.sections.reason', 'Muutettu')")
    })
    const reopened = desk.vaultCore()
    await reopened.must('vault.unlock', {}, { passphrase: 'correct horse battery' })
    expect(await reopened.must('treatment.get', { entryId })).toMatchObject({ intact: false, sections: { reason: 'Muutettu' } })
    const check = await reopened.must<{ ok: boolean; checks: { name: string; ok: boolean }[] }>('vault.check')
    expect(check.checks.find(({ name }) => name === 'entries')).toMatchObject({ ok: false })
    const report = await reopened.must<{ ok: boolean; firstBad: number; findings: { id: string; kind: string; detail: unknown }[] }>(
      'audit.verify',
    )
    expect(report).toMatchObject({
      ok: false,
      findings: [{ kind: 'entryChanged', detail: { entry: entryId, version: 1, what: 'edited' } }],
    })
    const { entries } = await reopened.must<{ entries: { number: number }[] }>('audit.list', { kind: 'sign' })
    expect(report.firstBad).toBe(entries[0]?.number)
    await reopened.must('audit.acknowledge', { finding: report.findings[0]!.id, note: 'Olen nähnyt tämän.' })
    expect(await reopened.must('audit.verify')).toMatchObject({ ok: true })
  })
})

test('a signed entry that was taken out, or put in, with the key at hand is named too', async () => {
  const desk = await careDesk()
  const gone = await desk.signed('Poistettava')
  const copied = await desk.signed('Kopioitava')
  desk.behind((db) => {
    const triggers = db.raw
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'entr%'")
      .pluck()
      .all() as string[]
    db.raw.pragma('foreign_keys=OFF')
    for (const name of triggers) db.raw.exec(`DROP TRIGGER ${name}`)
    db.raw
      .exec(`INSERT INTO entry_versions SELECT id || 'x', entry_id, 2, 'amended', content, salt, content_hash, signer_id, signer_name, signer_title, signed_at, 'syy'
      FROM entry_versions WHERE entry_id = '${copied}'`)
    db.raw.exec(`DELETE FROM entry_versions WHERE entry_id = '${gone}'; DELETE FROM entries WHERE id = '${gone}'`)
  })
  const reopened = desk.vaultCore()
  await reopened.must('vault.unlock', {}, { passphrase: 'correct horse battery' })
  const { findings } = await reopened.must<{ findings: { detail: unknown }[] }>('audit.verify')
  expect(findings.map(({ detail }) => detail)).toEqual([
    { entry: gone, version: 1, what: 'missing' },
    { entry: copied, version: 2, what: 'notInLog' },
  ])
})

describe('amending and voiding', () => {
  test('make new versions with reason, author and time; every one stays readable', async () => {
    const desk = await careDesk()
    const entryId = await desk.signed('Oikea olkapää', { sections: { reason: 'Oikea olkapää', plan: 'Kontrolli' } })
    desk.clock.instant += minutes(60)
    await desk.must('treatment.amend', { entryId, sections: { reason: 'Vasen olkapää' }, reason: 'Puoli väärin', version: 1 })
    await desk.must('treatment.void', { entryId, reason: 'Väärä asiakas' })
    const { versions } = await desk.must<{ versions: Entry[] }>('treatment.history', { entryId })
    expect(versions.map(({ version, sections, reason }) => [version, sections.reason, reason])).toEqual([
      [1, 'Oikea olkapää', undefined],
      [2, 'Vasen olkapää', 'Puoli väärin'],
      [3, 'Vasen olkapää', 'Väärä asiakas'],
    ])
    expect(versions[1]?.sections.plan).toBe('Kontrolli')
    expect(await desk.must('treatment.get', { entryId, version: 1 })).toMatchObject({ version: 1, newestVersion: 3, state: 'voided' })
    await desk.refused('immutable', 'treatment.amend', { entryId, sections: { reason: 'x' }, reason: 'y' })
    await desk.refused('immutable', 'treatment.void', { entryId, reason: 'y' })
  })

  test('are refused without a reason, without a change, of a draft, and of a version that is no longer the newest', async () => {
    const desk = await careDesk()
    const draft = await desk.draft()
    await desk.refused('conflict', 'treatment.amend', { entryId: draft, sections: { reason: 'x' }, reason: 'y' })
    const entryId = await desk.signed('Teksti')
    await desk.refused('invalid_input', 'treatment.amend', { entryId, sections: { reason: 'x' }, reason: ' ' })
    await desk.refused('conflict', 'treatment.amend', { entryId, sections: { reason: 'Teksti' }, reason: 'turha' })
    await desk.must('treatment.amend', { entryId, sections: { reason: 'Toinen' }, reason: 'syy' })
    expect(
      (await desk.refused('conflict', 'treatment.amend', { entryId, sections: { reason: 'x' }, reason: 'y', version: 1 })).details,
    ).toEqual({ version: 2 })
    await desk.refused('incomplete', 'treatment.amend', { entryId, sections: { reason: '' }, reason: 'tyhjäksi' })
  })
})

describe('roles and purposes', () => {
  test('an assistant sees that a visit took place and no word of what was written', async () => {
    const desk = await careDesk()
    const marker = 'SALAINENLÖYDÖS'
    const entryId = await desk.signed(marker)
    const assistant = await asRole({ ...desk, another: desk.vaultCore }, 'assistant')
    for (const [method, input] of [
      ['treatment.get', { entryId }],
      ['treatment.history', { entryId }],
      ['treatment.list', { clientId: desk.clientId }],
      ['treatment.amend', { entryId, sections: {}, reason: 'x' }],
      ['treatment.void', { entryId, reason: 'x' }],
      ['treatment.sign', { entryId }],
      ['treatment.unsigned', {}],
    ] as const)
      await assistant.refused('not_allowed', method, input)
    const seen = [
      await assistant.must('visits.list', { clientId: desk.clientId }),
      await assistant.must('clients.timeline', { id: desk.clientId }),
      await assistant.must('clients.get', { id: desk.clientId }),
    ]
    expect(seen[0]).toMatchObject({ visits: [{ id: desk.visitId }] })
    expect(JSON.stringify([seen, assistant.events])).not.toContain(marker)
    expect(JSON.stringify(seen)).not.toContain(entryId)
  })

  test('the window opens a record without an appointment in sight for a purpose only', async () => {
    const desk = await careDesk(aClient().withHetu(), { source: 'window' })
    const entryId = await desk.signed()
    await desk.must('treatment.get', { entryId })
    desk.clock.instant += minutes(31 * 24 * 60)
    for (const [method, input] of [
      ['treatment.get', { entryId }],
      ['treatment.history', { entryId }],
      ['treatment.list', { clientId: desk.clientId }],
    ] as const) {
      await desk.refused('purpose_required', method, input)
      await desk.must(method, { ...input, purpose: 'request' })
    }
    const { entries } = await desk.must<{ entries: { purpose: string }[] }>('audit.list', { clientId: desk.clientId, kind: 'view' })
    expect(entries.filter(({ purpose }) => purpose === 'request')).toHaveLength(3)
    await desk.must('appointments.create', { clientId: desk.clientId, serviceId: desk.serviceId, start: '2027-01-10T10:00Z' })
    await desk.must('treatment.get', { entryId })
  })
})

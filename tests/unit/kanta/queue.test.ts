import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { aClient } from '../../fixtures/a-client.ts'
import { asRole, cleanUp, temporaryFolder } from '../../fixtures/test-vault.ts'
import { bytesOf, filesOf, kantaDesk, kantaSettings, manifestOf, newOutbox } from './desk.ts'
import { schemaProblems, whyNoSchema } from './validate.ts'

afterAll(cleanUp)

describe('what is required', () => {
  test('a signed entry is queued with its rule in the same transaction; a draft is not', async () => {
    const desk = await kantaDesk()
    const draft = await desk.draft()
    expect(await desk.queue()).toEqual([])
    await desk.must('treatment.sign', { entryId: draft })
    expect(await desk.queue()).toMatchObject([{ entryId: draft, state: 'pending', rule: 3, ruleCase: 'required', version: 1, attempts: 0 }])
  })
  test('each rule withholds under its number, and the row moves when the facts change', async () => {
    const desk = await kantaDesk({ ...kantaSettings, kanta: { ...kantaSettings.kanta, artificialIdentityCodes: 'hold' } })
    const nobody = await desk.newClient(aClient().born('1980-05-05'))
    const early = await desk.signed('ennen', { start: '2025-12-30T10:00:00.000Z' })
    const artificial = await desk.signed('tilapäinen')
    const without = await desk.signed('ei tunnusta', { clientId: nobody })
    const note = await desk.signed('oma muistio', { kind: 'privateNote' })
    const rows = async () =>
      Object.fromEntries((await desk.queue()).map((row) => [row.entryId, `${row.state} ${row.rule} ${row.ruleCase}`]))
    expect(await rows()).toEqual({
      [early]: 'withheld 1 beforeJoining',
      [artificial]: 'withheld 2 artificialIdentityCode',
      [without]: 'withheld 2 noIdentityCode',
      [note]: 'withheld 2 artificialIdentityCode',
    })
    await desk.must('settings.update', { kanta: { artificialIdentityCodes: 'queue' } })
    const client = await desk.must<{ revision: number }>('clients.get', { id: nobody })
    await desk.must('clients.update', {
      id: nobody,
      revision: client.revision,
      ...pick(aClient().withHetu('1980-05-05', '-', 904).fields()),
    })
    expect(await rows()).toEqual({
      [early]: 'withheld 1 beforeJoining',
      [artificial]: 'pending 3 required',
      [without]: 'pending 3 required',
      [note]: 'withheld 3 kind',
    })
    await desk.must('settings.update', { patientRecord: { location: 'paper', kantaJoined: null } })
    expect(new Set(Object.values(await rows()))).toEqual(new Set(['withheld 1 notInKanta']))
    const [row] = await desk.queue()
    expect(row!.reason).toMatch(/^1: /)
  })
  test('withheld by decision, before it is signed or after, until released', async () => {
    const desk = await kantaDesk()
    const entryId = await desk.draft()
    await desk.must('kanta.withhold', { entryId, reason: 'Asiakas kysyy ensin' })
    await desk.must('treatment.sign', { entryId })
    expect(await desk.queue()).toMatchObject([
      { state: 'withheld', rule: 4, ruleCase: 'hold', hold: { reason: 'Asiakas kysyy ensin', by: 'Maija Mallikas' } },
    ])
    expect((await desk.export(newOutbox())).written).toEqual([])
    expect((await desk.refused('conflict', 'kanta.withhold', { entryId, reason: 'taas' })).message).toContain('jo pidätetty')
    await desk.must('kanta.release', { entryId, reason: 'Selvitetty' })
    expect(await desk.states(entryId)).toEqual(['pending'])
    await desk.refused('conflict', 'kanta.release', { entryId, reason: 'uudelleen' })
    await desk.must('kanta.withhold', { entryId, reason: 'Vielä kerran' })
    expect(await desk.states(entryId)).toEqual(['withheld'])
  })
})
const pick = ({ lastName, firstName, hetu }: Record<string, unknown>) => ({ lastName, firstName, hetu })

describe('export', () => {
  test('twice writes the same bytes and counts once; the manifest stays the same', async () => {
    const desk = await kantaDesk()
    const outbox = newOutbox()
    const entries = [await desk.signed('yksi'), await desk.signed('kaksi')]
    const first = await desk.export(outbox)
    expect(first.written.map(({ entryId, version, again }) => [entryId, version, again])).toEqual(entries.map((id) => [id, 1, false]))
    const bytes = bytesOf(outbox)
    const manifest = readFileSync(path.join(outbox, 'manifest.json'), 'utf8')
    const second = await desk.export(outbox)
    expect(second.written).toEqual([])
    expect(second.skipped.map(({ reason }) => reason)).toEqual(['alreadyThere', 'alreadyThere'])
    expect(bytesOf(outbox)).toEqual(bytes)
    expect(readFileSync(path.join(outbox, 'manifest.json'), 'utf8')).toBe(manifest)
    expect(manifestOf(outbox)).toMatchObject({ count: 2, sequence: 2, documents: [{ sequence: 1 }, { sequence: 2 }] })
    expect((await desk.queue()).map(({ attempts }) => attempts)).toEqual([1, 1])
    const elsewhere = newOutbox()
    await desk.export(elsewhere)
    expect(bytesOf(elsewhere)).toEqual(bytes)
  })
  test('the whole life of a set: amended before and after, rejected, corrected, voided', async () => {
    const desk = await kantaDesk()
    const outbox = newOutbox()
    const entryId = await desk.signed('ensimmäinen')
    await desk.amend(entryId, 'toinen')
    expect(await desk.states(entryId)).toEqual(['superseded', 'pending'])
    const [v1] = (await desk.export(outbox)).written
    expect(v1).toMatchObject({ version: 1 })
    expect(v1!.setId).toBe(v1!.documentId)
    await desk.answer(v1!.documentId)
    await desk.amend(entryId, 'kolmas')
    const [v2] = (await desk.export(outbox)).written
    expect(v2).toMatchObject({ version: 2, setId: v1!.setId })
    expect(readFileSync(path.join(outbox, v2!.file), 'utf8')).toMatch(new RegExp(`RPLC[\\s\\S]*${v1!.documentId.replaceAll('.', '\\.')}"`))
    await desk.answer(v2!.documentId, 'rejected', { detail: 'Väärä koodi' })
    expect(await desk.queue({ state: 'rejected' })).toMatchObject([{ lastError: 'Väärä koodi' }])
    await desk.amend(entryId, 'neljäs')
    const [v2again] = (await desk.export(outbox)).written
    expect(v2again).toMatchObject({ version: 2, setId: v1!.setId })
    expect(v2again!.documentId).not.toBe(v2!.documentId)
    expect(await desk.queue({ state: 'exported' })).toMatchObject([{ correctsDocumentId: v2!.documentId }])
    await desk.answer(v2again!.documentId)
    await desk.void(entryId, 'Väärä asiakas')
    const [v3] = (await desk.export(outbox)).written
    expect(v3).toMatchObject({ version: 3, kind: 'void', setId: v1!.setId })
    const voided = readFileSync(path.join(outbox, v3!.file), 'utf8')
    expect(voided).toContain('Väärä asiakas')
    expect(voided).not.toContain('neljäs')
    await desk.answer(v3!.documentId)
    expect(await desk.states(entryId)).toEqual(['superseded', 'accepted', 'superseded', 'accepted', 'accepted'])
    if (!whyNoSchema) expect(schemaProblems([...bytesOf(outbox).values()])).toEqual([])
  })
  test('voided before it left: nothing outside ever knows', async () => {
    const desk = await kantaDesk()
    const entryId = await desk.signed()
    await desk.void(entryId)
    expect(await desk.states(entryId)).toEqual(['withdrawn'])
    expect((await desk.export(newOutbox())).written).toEqual([])
  })
  test('voided while an amendment of an exported version waits: the amendment is withdrawn and the set is voided', async () => {
    const desk = await kantaDesk()
    const outbox = newOutbox()
    const entryId = await desk.signed()
    const [v1] = (await desk.export(outbox)).written
    await desk.amend(entryId, 'uusi')
    await desk.void(entryId)
    expect(await desk.states(entryId)).toEqual(['exported', 'withdrawn', 'pending'])
    expect((await desk.export(outbox)).written).toMatchObject([{ kind: 'void', version: 2, setId: v1!.setId }])
  })
  test('a rejection that comes while the successor waits: it takes over the place, or falls away with it', async () => {
    const desk = await kantaDesk()
    const outbox = newOutbox()
    const amended = await desk.signed('yksi')
    const voided = await desk.signed('kaksi')
    const written = (await desk.export(outbox)).written
    await desk.amend(amended, 'yksi uusi')
    await desk.void(voided)
    for (const { documentId } of written) await desk.answer(documentId, 'rejected')
    expect(await desk.states(amended)).toEqual(['superseded', 'pending'])
    expect(await desk.states(voided)).toEqual(['withdrawn', 'withdrawn'])
    expect((await desk.export(outbox)).written).toMatchObject([
      { entryId: amended, version: 1, kind: 'document', setId: written[0]!.setId },
    ])
  })
  test('a rejection that comes when the successor is written is kept; the successor decides', async () => {
    const desk = await kantaDesk()
    const outbox = newOutbox()
    const entryId = await desk.signed('yksi')
    const [v1] = (await desk.export(outbox)).written
    await desk.amend(entryId, 'kaksi')
    const [v2] = (await desk.export(outbox)).written.filter(({ again }) => !again)
    await desk.answer(v1!.documentId, 'rejected')
    expect(await desk.states(entryId)).toEqual(['rejected', 'exported'])
    await desk.refused('conflict', 'kanta.retry', { documentId: v1!.documentId })
    await desk.answer(v2!.documentId)
    expect(await desk.states(entryId)).toEqual(['rejected', 'accepted'])
  })
  test('a rejected document tried again keeps its id while nothing changed, and gets a new one when something did', async () => {
    const desk = await kantaDesk()
    const outbox = newOutbox()
    const entryId = await desk.signed()
    const [first] = (await desk.export(outbox)).written
    await desk.answer(first!.documentId, 'rejected', { time: '2026-11-24T09:00:00Z' })
    await desk.must('kanta.retry', { documentId: first!.documentId })
    expect(await desk.states(entryId)).toEqual(['pending'])
    const [same] = (await desk.export(outbox)).written
    expect(same).toMatchObject({ documentId: first!.documentId, sha256: first!.sha256, version: 1 })
    expect(manifestOf(outbox)).toMatchObject({ count: 1, sequence: 2 })
    // The old answer read once more is not taken for a new one.
    expect((await desk.answer(first!.documentId, 'rejected', { time: '2026-11-24T09:00:00Z' })).outcome).toBe('repeated')
    await desk.answer(first!.documentId, 'rejected', { time: '2026-11-24T10:00:00Z' })
    await desk.must('settings.update', { kanta: { viewCode: 'OST' } })
    await desk.must('kanta.retry', { documentId: first!.documentId })
    const [other] = (await desk.export(outbox)).written
    expect(other).toMatchObject({ version: 1, setId: first!.setId })
    expect(other!.documentId).not.toBe(first!.documentId)
    expect(await desk.queue()).toMatchObject([{ state: 'exported', correctsDocumentId: first!.documentId }])
  })
  test('four things keep documents back, and each says which; mended, they go', async () => {
    const desk = await kantaDesk({ ...kantaSettings, practice: {} })
    const entryId = await desk.signed()
    const outbox = newOutbox()
    const { written, skipped } = await desk.export(outbox)
    expect(written).toEqual([])
    expect(skipped).toMatchObject([{ entryId, reason: 'blocked', problems: [{ code: 'noBusinessId' }, { code: 'noPracticeName' }] }])
    expect((await desk.queue())[0]!.lastError).toContain('Y-tunnus')
    await desk.must('settings.update', { practice: kantaSettings.practice })
    expect((await desk.export(outbox)).written).toHaveLength(1)
  })
})

describe('answers', () => {
  test('unknown, doubled and contradicting ones change nothing and are reported', async () => {
    const desk = await kantaDesk()
    const entryId = await desk.signed()
    await desk.refused('not_found', 'kanta.acknowledge', { documentId: '1.2.3.4', result: 'accepted' })
    const [one] = (await desk.export(newOutbox())).written
    expect(await desk.answer(one!.documentId)).toMatchObject({ state: 'accepted', outcome: 'applied' })
    expect(await desk.answer(one!.documentId)).toMatchObject({ state: 'accepted', outcome: 'repeated' })
    await desk.refused('conflict', 'kanta.acknowledge', { documentId: one!.documentId, result: 'rejected' })
    expect(await desk.states(entryId)).toEqual(['accepted'])
    const { answers } = await desk.must<{ answers: { outcome: string }[] }>('kanta.history', { entryId })
    expect(answers.map(({ outcome }) => outcome)).toEqual(['applied', 'repeated', 'contradicting'])
    await desk.refused('conflict', 'kanta.withhold', { entryId, reason: 'myöhään' })
    await desk.refused('conflict', 'kanta.retry', { documentId: one!.documentId })
  })
  test.each([
    [
      'JSON',
      (id: string, other: string) =>
        JSON.stringify([
          { documentId: id, result: 'accepted', time: '2026-11-24T10:00:00+02:00' },
          { documentId: other, result: 'rejected', detail: 'ei' },
        ]),
    ],
    [
      'JSON under a name',
      (id: string, other: string) =>
        `\uFEFF${JSON.stringify({
          acknowledgements: [
            { documentId: id, result: 'accepted' },
            { documentId: other, result: 'rejected', detail: 'ei' },
          ],
        })}`,
    ],
    [
      'XML elements',
      (id: string, other: string) =>
        `<?xml version="1.0"?><a:acks xmlns:a="urn:x"><a:ack><a:documentId> ${id} </a:documentId><a:result>accepted</a:result></a:ack><ack documentId="${other}" result="rejected"><detail>ei</detail></ack></a:acks>`,
    ],
  ])('from a file: %s', async (_kind, make) => {
    const desk = await kantaDesk()
    await desk.signed('yksi')
    await desk.signed('kaksi')
    const written = (await desk.export(newOutbox())).written.map(({ documentId }) => documentId)
    const file = path.join(temporaryFolder(), 'answers')
    writeFileSync(file, make(written[0]!, written[1]!))
    expect(await desk.must('kanta.importAcknowledgements', { path: file })).toMatchObject({ applied: 2, repeated: 0, unknown: 0 })
    expect((await desk.queue()).map(({ state }) => state)).toEqual(['accepted', 'rejected'])
    expect(await desk.must('kanta.importAcknowledgements', { path: file })).toMatchObject({ applied: 0, repeated: 2 })
  })
  test.each([
    ['a DTD', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x documentId="1.2" result="accepted"/>'],
    ['no answers', '{"hello": 1}'],
    ['half a file', '[{"documentId": "1.2.3", "result": "acc'],
    ['another result', '[{"documentId": "1.2.3", "result": "maybe"}]'],
    ['nothing', ''],
  ])('a file with %s is refused and changes nothing', async (_what, text) => {
    const desk = await kantaDesk()
    const file = path.join(temporaryFolder(), 'answers')
    writeFileSync(file, text)
    await desk.refused('invalid_input', 'kanta.importAcknowledgements', { path: file })
  })
})

describe('outbox', () => {
  test('an edited and a missing file are put right with the same bytes and reported', async () => {
    const desk = await kantaDesk()
    const outbox = newOutbox()
    await desk.signed('yksi')
    await desk.signed('kaksi')
    await desk.export(outbox)
    const bytes = bytesOf(outbox)
    const [edited, removed] = filesOf(outbox)
    writeFileSync(path.join(outbox, edited!), 'toista')
    rmSync(path.join(outbox, removed!))
    rmSync(path.join(outbox, 'manifest.json'))
    const { findings, written } = await desk.export(outbox)
    expect(findings.map(({ finding }) => finding).sort()).toEqual(['fileEdited', 'fileMissing', 'manifestMissing'])
    expect(written.every(({ again }) => again)).toBe(true)
    expect(bytesOf(outbox)).toEqual(bytes)
    expect(manifestOf(outbox).count).toBe(2)
  })
  test('one that vanished is not made anew: a clear answer, nothing written, nothing lost', async () => {
    const desk = await kantaDesk()
    const outbox = newOutbox()
    const entryId = await desk.signed()
    await desk.export(outbox)
    rmSync(outbox, { recursive: true })
    const later = await desk.signed('toinen')
    expect((await desk.refused('io', 'kanta.export', { outbox })).message).toContain('ei ole enää paikallaan')
    expect(await desk.states(later)).toEqual(['pending'])
    const elsewhere = newOutbox()
    expect((await desk.export(elsewhere)).written.map((one) => one.entryId)).toEqual([entryId, later])
  })
  test('a damaged manifest is asked about, then set aside', async () => {
    const desk = await kantaDesk()
    const outbox = newOutbox()
    await desk.signed()
    await desk.export(outbox)
    writeFileSync(path.join(outbox, 'manifest.json'), '{"half":')
    await desk.refused('conflict', 'kanta.export', { outbox })
    const { findings } = await desk.export(outbox, { differences: 'ignore' })
    expect(findings).toMatchObject([{ finding: 'manifestUnreadable' }])
    expect(manifestOf(outbox).count).toBe(1)
  })
  test('the vault’s own folder is no outbox', async () => {
    const desk = await kantaDesk()
    await desk.refused('invalid_input', 'kanta.export', { outbox: path.join(desk.folder, 'ulos') })
  })
})

describe('who sees what', () => {
  test('an assistant gets no word of it, and a practitioner no private note of the owner', async () => {
    const desk = await kantaDesk()
    await desk.signed('salainen sana')
    await desk.signed('oma muistio', { kind: 'privateNote' })
    const practitioner = await asRole(desk, 'practitioner')
    expect(await practitioner.must<unknown[]>('kanta.queue')).toHaveLength(1)
    await desk.unlock()
    const assistant = await asRole(desk, 'assistant')
    for (const method of ['kanta.queue', 'kanta.status', 'kanta.codes']) await assistant.refused('not_allowed', method)
    await desk.unlock()
  })
  test('previews, lists and exports are in the client’s own log', async () => {
    const desk = await kantaDesk()
    const entryId = await desk.signed()
    await desk.must('kanta.preview', { entryId })
    const [one] = (await desk.export(newOutbox())).written
    await desk.answer(one!.documentId)
    const { entries } = await desk.must<{ entries: { method: string; kind: string }[] }>('audit.list', { clientId: desk.clientId })
    const seen = entries.map(({ method, kind }) => `${method} ${kind}`)
    for (const wanted of ['kanta.preview view', 'kanta.export export', 'kanta.acknowledge change', 'treatment.sign change'])
      expect(seen).toContain(wanted)
  })
  test('a preview tells what is missing before the signature, and what was written afterwards', async () => {
    const desk = await kantaDesk({ ...kantaSettings, practice: { name: 'Osteopatia Esimerkki' } })
    const entryId = await desk.draft('luonnoksen sana')
    const before = await desk.must<{
      xml: string
      problems: { code: string; blocks: boolean }[]
      final: boolean
      draft: boolean
      readable: { sections: { paragraphs: string[] }[] }
    }>('kanta.preview', { entryId })
    expect(before).toMatchObject({ final: false, draft: true })
    expect(before.problems.filter(({ blocks }) => blocks).map(({ code }) => code)).toEqual(['noBusinessId'])
    expect(before.readable.sections[0]!.paragraphs).toEqual(['luonnoksen sana'])
    await desk.must('treatment.sign', { entryId })
    await desk.must('settings.update', kantaSettings)
    const outbox = newOutbox()
    const [one] = (await desk.export(outbox)).written
    const after = await desk.must<{ xml: string; final: boolean; readable: { facts: { key: string; value: string }[] } }>('kanta.preview', {
      entryId,
    })
    expect(after.final).toBe(true)
    expect(after.xml).toBe(readFileSync(path.join(outbox, one!.file), 'utf8'))
    expect(after.readable.facts).toContainEqual({ key: 'documentId', value: one!.documentId })
  })
  test('the code table: corrected with a source, refused when it is no OID, put back', async () => {
    const desk = await kantaDesk()
    await desk.refused('invalid_input', 'kanta.changeCode', { key: 'view', codeSystem: '1.02', source: 'THL' })
    await desk.must('kanta.changeCode', { key: 'view', code: 'OST', displayName: 'Osteopatia', source: 'THL:n koodistopalvelin' })
    await desk.must('settings.update', { kanta: { viewCode: 'OST' } })
    const entryId = await desk.signed()
    expect(await desk.must('kanta.preview', { entryId })).toMatchObject({ readable: { title: 'Osteopatia' } })
    await desk.must('kanta.resetCode', { key: 'view' })
    await desk.refused('not_found', 'kanta.resetCode', { key: 'nothing' })
  })
})

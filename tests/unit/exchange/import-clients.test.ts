import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDesk, type Desk, type Report } from './desk.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
})
afterEach(() => desk.close())

const counts = ({ created, updated, skipped, errorCount }: Report) => [created, updated, skipped, errorCount]
const codes = (notices: Report['errors']) => notices.map(({ line, field, code }) => `${line} ${field} ${code}`)

const people = `Sukunimi;Etunimi;Henkilötunnus;Puhelin;Sähköposti;Katuosoite;Postinumero;Postitoimipaikka;Kieli;Sukupuoli
Mallikas;Maija;020502E902X;040 123 4567;maija@example.fi;Esimerkkikatu 1;00100;Helsinki;suomi;nainen
Esimerkki;Åke;;050 765 4321;;;;;ruotsi;m
Testinen;Öh;290224A904N;;;;;;;
`

describe('importing clients', () => {
  it('adds them with every field in its place', async () => {
    const report = await desk.importText(people)
    expect(counts(report)).toEqual([3, 0, 0, 0])
    expect(report).toMatchObject({ encoding: 'utf-8', delimiter: ';', hasHeadings: true, dryRun: false, possibleDuplicates: 0 })
    expect(desk.clients()[0]).toMatchObject({
      last_name: 'Mallikas',
      first_name: 'Maija',
      hetu: '020502E902X',
      birth_date: '2002-05-02',
      phone: '040 123 4567',
      email: 'maija@example.fi',
      street: 'Esimerkkikatu 1',
      postal_code: '00100',
      city: 'Helsinki',
      language: 'fi',
      sex: 'female',
      import_id: report.importId,
      revision: 1,
    })
    expect(desk.clients()[1]).toMatchObject({ last_name: 'Esimerkki', first_name: 'Åke', language: 'sv', sex: 'male' })
  })

  it('run again changes nothing: every row is skipped', async () => {
    await desk.importText(people)
    const again = await desk.importText(people)
    expect(counts(again)).toEqual([0, 0, 3, 0])
    expect(again.importId).toBeNull()
    expect(desk.clients()).toHaveLength(3)
  })

  it('also a row with a name alone is not added twice by running again', async () => {
    const names = 'Nimi\nMallikas Maija\nCher\n'
    expect(counts(await desk.importText(names))).toEqual([2, 0, 0, 0])
    expect(counts(await desk.importText(names))).toEqual([0, 0, 2, 0])
  })

  it('a dry run gives the same counts and changes nothing', async () => {
    const dry = await desk.importText(people, { dryRun: true })
    expect(counts(dry)).toEqual([3, 0, 0, 0])
    expect(desk.clients()).toHaveLength(0)
    expect(desk.db.raw.prepare('SELECT count(*) FROM imports').pluck().get()).toBe(0)
    const real = await desk.importText(people)
    expect({ ...real, dryRun: true, importId: null }).toEqual(dry)
  })

  it('lists rows with errors by line and imports the others', async () => {
    const report = await desk.importText(
      'Sukunimi;Etunimi;Hetu;Syntymäaika;Sähköposti\nMallikas;Maija;020502E902Y;;\nTestinen;Teppo;;31.2.1980;\n;;020502E902X;;\nEsimerkki;Åke;;1.5.1980;ei-osoite@\nOikea;Oili;;"1.5.\n1981";\nViimeinen;Ville;;1.5.1982;\n',
    )
    expect(codes(report.errors)).toEqual(['2 hetu hetu', '3 birthDate date', '4 lastName noName', '5 email email'])
    expect(report.errors[0]!.message).toBe('Henkilötunnus ei ole oikein muodostettu. Tarkista merkit.')
    expect(counts(report)).toEqual([2, 0, 4, 4])
    expect(report.refused).toBe(4)
    expect(desk.clients()).toMatchObject([
      { last_name: 'Oikea', birth_date: '1981-05-01' },
      { last_name: 'Viimeinen', birth_date: '1982-05-01' },
    ])
  })

  it('the line of an error is the line of the file, also after quotes with line feeds', async () => {
    const report = await desk.importText('Nimi;Huomautus;Hetu\r\n"Mallikas, Maija";"kaksi\r\nriviä";\r\n\r\nTestinen;;väärä\r\n')
    expect(codes(report.errors)).toEqual(['5 hetu hetu'])
  })

  it('never leaks a value into an error', async () => {
    const report = await desk.importText('Sukunimi;Hetu\nSalainen;010101-123X\n')
    expect(JSON.stringify(report.errors)).not.toMatch(/Salainen|010101/)
  })

  it('keeps a source, which is named later if it was not known', async () => {
    const { importId } = await desk.importText(people)
    expect(await desk.must('exchange.listImports')).toEqual([
      {
        id: importId,
        sourceName: null,
        fileName: 'asiakkaat.csv',
        importedAt: '2026-11-25T10:00:00.000Z',
        created: 3,
        updated: 0,
        skipped: 0,
      },
    ])
    await desk.must('exchange.nameImport', { id: importId, sourceName: 'Vanha ajanvaraus' })
    expect(await desk.must('exchange.listImports')).toMatchObject([{ sourceName: 'Vanha ajanvaraus' }])
  })

  it('writes all or nothing', async () => {
    desk.db.raw.exec("CREATE TRIGGER stop BEFORE INSERT ON clients WHEN NEW.last_name = 'Testinen' BEGIN SELECT raise(abort, 'stop'); END")
    await expect(desk.importText(people)).rejects.toThrow()
    desk.db.raw.exec('DROP TRIGGER stop')
    expect(desk.clients()).toHaveLength(0)
    expect(desk.db.raw.prepare('SELECT count(*) FROM imports').pluck().get()).toBe(0)
    expect(desk.db.raw.prepare('SELECT count(*) FROM clients_fts').pluck().get()).toBe(0)
  })

  it('stops when she cancels, and nothing is changed', async () => {
    writeFileSync(
      path.join(desk.folder, 'pitkä.csv'),
      `Nimi\n${Array.from({ length: 5000 }, (_, number) => `Mallikas ${number}`).join('\n')}`,
    )
    const controller = new AbortController()
    const answer = desk.call('exchange.importClients', { path: path.join(desk.folder, 'pitkä.csv') }, controller.signal)
    controller.abort()
    expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(desk.clients()).toHaveLength(0)
  })

  it('every imported client finds the import in her log', async () => {
    await desk.importText(people)
    for (const client of desk.clients()) {
      const rows = desk.db.raw
        .prepare('SELECT l.kind, l.details FROM audit_log_clients c JOIN audit_log l ON l.number = c.number WHERE c.client_id = ?')
        .all(client['id']) as { kind: string; details: string }[]
      expect(rows).toHaveLength(1)
      expect(rows[0]!.kind).toBe('import')
      expect(rows[0]!.details).not.toMatch(/Mallikas/)
    }
  })

  it('is not for a bookkeeper', async () => {
    desk.role = 'bookkeeper'
    expect(await desk.call('exchange.importClients', { path: '/dev/null' })).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
  })

  it('tells what is wrong with the file', async () => {
    const refused = (content: string | Uint8Array, input?: Record<string, unknown>) =>
      desk.importText(content, input).then(
        () => 'imported',
        (error: { body: { code: string; message: string } }) => error.body,
      )
    expect(await refused('')).toMatchObject({ code: 'invalid_input', message: 'Tiedostossa ei ole yhtään riviä.' })
    expect(await refused('\n ; ;\n')).toMatchObject({ message: 'Tiedostossa ei ole yhtään riviä.' })
    expect(await refused('Nimi\nMai\0ja')).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('merkistö') })
    expect(await refused(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('CSV-muodossa'),
    })
    expect(await refused('Nimi;Huom\nMaija;"alkaa\nja jatkuu')).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('Rivillä 2'),
    })
    expect(await refused(`Nimi;Huom\nMaija;${'x'.repeat(10_000_000)}`)).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('Rivi 2'),
    })
    expect(await refused(`Nimi\n${';'.repeat(5000)}x`, { delimiter: ';' })).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('sarakkeita'),
    })
    expect(await refused('Väri;Koko\nsininen;iso\n')).toMatchObject({
      code: 'invalid_input',
      details: { problems: [{ path: ['mapping'], code: 'mappingNoName' }] },
    })
    expect(await desk.call('exchange.importClients', { path: path.join(desk.folder, 'ei-ole.csv') })).toMatchObject({
      ok: false,
      error: { code: 'io' },
    })
    expect(await desk.call('exchange.importClients', { path: desk.folder })).toMatchObject({ ok: false, error: { code: 'io' } })
    expect(desk.clients()).toHaveLength(0)
  })

  it('a dry run of unknown headings still shows the columns, which can then be told', async () => {
    const file = 'A;B\nMallikas;Maija\n'
    const dry = await desk.importText(file, { dryRun: true })
    expect(dry.columns).toMatchObject([
      { heading: 'A', field: null, examples: ['Mallikas'] },
      { heading: 'B', field: null },
    ])
    expect(codes(dry.errors)).toEqual(['1 lastName mappingNoName'])
    for (const mapping of [
      ['lastName', 'firstName'],
      { A: 'lastName', B: 'firstName' },
      { lastName: 'A', firstName: 'B' },
      { lastName: 0, firstName: 1 },
      { 0: 'lastName', 1: 'firstName' },
    ]) {
      expect((await desk.importText(file, { dryRun: true, mapping })).mapping).toEqual(['lastName', 'firstName'])
    }
    await expect(desk.importText(file, { mapping: { A: 'colour', C: 'lastName' } })).rejects.toMatchObject({
      body: {
        details: {
          problems: [
            { path: ['mapping', 'A'], code: 'mappingField' },
            { path: ['mapping', 'C'], code: 'mappingColumn' },
          ],
        },
      },
    })
  })
})

describe('who a row is about', () => {
  const add = (fields: Record<string, unknown>) => desk.must<{ id: string }>('clients.create', fields)

  it('a name alone never updates anybody', async () => {
    await add({ lastName: 'Mallikas', firstName: 'Maija' })
    const report = await desk.importText('Sukunimi;Etunimi;Puhelin\nMallikas;Maija;0401234567\n')
    expect(counts(report)).toEqual([1, 0, 0, 0])
    expect(report.possibleDuplicates).toBe(1)
    expect(desk.clients()[0]).toMatchObject({ phone: null, revision: 1 })
  })

  it.each([
    [
      'the identity code, whatever the name',
      { lastName: 'Vanha', firstName: 'Nimi', hetu: '020502E902X' },
      'Hetu;Sukunimi;Etunimi;Ammatti\n020502e902x;Mallikas;Maija;kokki',
      'occupation',
      'kokki',
    ],
    [
      'name and birth date',
      { lastName: 'Mallikas', firstName: 'Maija', birthDate: '2002-05-02' },
      'Nimi;Syntymäaika;Puhelin\n"Mallikas, Maija";2.5.2002;0401234567',
      'phone',
      '0401234567',
    ],
    [
      'name in the other order and phone',
      { lastName: 'Mallikas', firstName: 'Maija', phone: '+358 40 123 4567' },
      'Nimi;Puhelin;Sähköposti\nMaija Mallikas;0401234567;maija@example.fi',
      'email',
      'maija@example.fi',
    ],
    [
      'name and e-mail',
      { lastName: 'Mallikas', firstName: 'Maija', email: 'Maija@Example.fi' },
      'Nimi;Sähköposti;Hetu\nMaija Mallikas;maija@example.fi;020502E902X',
      'hetu',
      '020502E902X',
    ],
  ])('is found by %s, and an empty field is filled', async (_how, before, file, column, value) => {
    await add(before)
    expect(counts(await desk.importText(file))).toEqual([0, 1, 0, 0])
    expect(desk.clients()).toHaveLength(1)
    expect(desk.clients()[0]).toMatchObject({ [column]: value, revision: 2 })
    expect(counts(await desk.importText(file))).toEqual([0, 0, 1, 0])
  })

  it('different identity codes or birth dates are two people, whatever else agrees', async () => {
    await add({ lastName: 'Mallikas', firstName: 'Maija', hetu: '020502E902X', phone: '0401234567' })
    expect(counts(await desk.importText('Nimi;Hetu;Puhelin\nMaija Mallikas;010594Y9032;0401234567'))).toEqual([1, 0, 0, 0])
    expect(counts(await desk.importText('Nimi;Syntymäaika;Puhelin\nMaija Mallikas;1.1.1970;0401234567'))).toEqual([1, 0, 0, 0])
  })

  it('a differing value is kept and told, never overwritten', async () => {
    await add({ lastName: 'Mallikas', firstName: 'Maija', hetu: '020502E902X', phone: '0401234567', address: { street: 'Kotikatu 1' } })
    const report = await desk.importText(
      'Sukunimi;Etunimi;Hetu;Puhelin;Katuosoite;Postinumero;Postitoimipaikka;Ammatti\nMallikas;Maija;020502E902X;0507654321;Toinen katu 2;20100;Turku;kokki',
    )
    expect(counts(report)).toEqual([0, 1, 0, 0])
    expect(codes(report.warnings)).toEqual(['2 phone differsKept', '2 address differsKept'])
    expect(desk.clients()[0]).toMatchObject({ phone: '0401234567', street: 'Kotikatu 1', city: null, occupation: 'kokki' })
  })

  it('a row that fits several clients is refused and changes none', async () => {
    await add({ lastName: 'Mallikas', firstName: 'Maija', phone: '0401234567' })
    await add({ lastName: 'Mallikas', firstName: 'Maija', phone: '040 1234567' })
    const report = await desk.importText('Nimi;Puhelin;Ammatti\nMaija Mallikas;0401234567;kokki')
    expect(codes(report.errors)).toEqual(['2 lastName severalMatches'])
  })

  it('one person on two rows of a file becomes one client with both rows’ facts', async () => {
    const report = await desk.importText(
      'Nimi;Hetu;Puhelin;Ammatti\nMaija Mallikas;020502E902X;;kokki\nMaija Mallikas;020502E902X;0401234567;\nMaija Mallikas;020502E902X;0401234567;\n',
    )
    expect(counts(report)).toEqual([1, 1, 1, 0])
    expect(desk.clients()).toMatchObject([{ phone: '0401234567', occupation: 'kokki', hetu: '020502E902X' }])
  })

  it('a client that was merged away is not brought back by the old file', async () => {
    const kept = await add({ lastName: 'Mallikas', firstName: 'Maija', birthDate: '2002-05-02' })
    const absorbed = await add({ lastName: 'Entinen', firstName: 'Maija', birthDate: '2002-05-02', phone: '0401234567' })
    await desk.must('clients.merge', { keep: kept.id, absorb: absorbed.id })
    expect(counts(await desk.importText('Nimi;Syntymäaika;Puhelin\n"Entinen, Maija";2.5.2002;0401234567'))).toEqual([0, 0, 1, 0])
  })

  it('an archived client stays archived and is not added anew', async () => {
    const { id } = await add({ lastName: 'Mallikas', firstName: 'Maija', birthDate: '2002-05-02' })
    await desk.must('clients.archive', { id })
    expect(counts(await desk.importText('Nimi;Syntymäaika\n"Mallikas, Maija";2.5.2002'))).toEqual([0, 0, 1, 0])
  })

  it('a safety prohibition is taken over and never taken away', async () => {
    await desk.importText('Nimi;Hetu;Turvakielto\n"Mallikas, Maija";020502E902X;kyllä')
    await desk.importText('Nimi;Hetu;Turvakielto\n"Mallikas, Maija";020502E902X;ei')
    expect(desk.clients()).toMatchObject([{ safety_prohibition: 1 }])
    expect(codes((await desk.importText('Nimi;Turvakielto\nTestinen;ehkä')).errors)).toEqual(['2 safetyProhibition yesOrNo'])
  })
})

const shared = path.join(import.meta.dirname, '../../../../shared/data/calendar')
describe.skipIf(!existsSync(shared))('files that other programs made (skipped where they are not beside the checkout)', () => {
  const importFile = (name: string, input = {}) => desk.importText(readFileSync(path.join(shared, name)), input)

  it('LibreOsteo: a hundred patients, dates with the day first, mobile before phone; health data stay out', async () => {
    const report = await importFile('libreosteo-patients.csv')
    expect(counts(report)).toEqual([100, 0, 0, 0])
    expect(report).toMatchObject({ delimiter: ';', sourceName: 'LibreOsteo' })
    expect(desk.clients()[1]).toMatchObject({
      last_name: 'Watson',
      first_name: 'Patience',
      birth_date: '1984-02-29',
      phone: '01 33 09 32 12',
      postal_code: '30018',
      city: 'Sooke',
    })
    expect(
      desk
        .clients()
        .map((client) => client['note'])
        .join(),
    ).not.toMatch(/aliquam|ipsum/i)
    expect(counts(await importFile('libreosteo-patients.csv'))).toEqual([0, 0, 100, 0])
  })
  it('Google Contacts: line feeds in quotes, several values, a remark in place of a number', async () => {
    const report = await importFile('google-contacts.csv')
    expect(counts(report)).toEqual([1, 0, 0, 0])
    expect(report.sourceName).toBe('Google Contacts')
    expect(desk.clients()[0]).toMatchObject({
      last_name: 'Lastname',
      first_name: 'Firstname Middle',
      birth_date: '1975-12-12',
      email: 'home@aaa.pl',
      street: 'home_street',
      country: 'home_country',
    })
    expect(desk.clients()[0]!['note']).toContain('E-mail 2 - Value: work@email.pl')
    expect(counts(await importFile('google-contacts.csv'))).toEqual([0, 0, 1, 0])
  })
  it('Thunderbird: a comma at the end of each line, the birth date in three columns', async () => {
    expect(counts(await importFile('thunderbird-addressbook.csv'))).toEqual([1, 0, 0, 0])
    expect(desk.clients()[0]).toMatchObject({ last_name: 'Lastname', birth_date: '1970-11-15', email: 'test@domain.tld', country: 'USA' })
    expect(counts(await importFile('thunderbird-addressbook.csv'))).toEqual([0, 0, 1, 0])
  })
  it('LibreOsteo’s consultations are no clients and are refused', async () => {
    await expect(importFile('libreosteo-consultation-template.csv')).rejects.toMatchObject({ body: { code: 'invalid_input' } })
  })
})

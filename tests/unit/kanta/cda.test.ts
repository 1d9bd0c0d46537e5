import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeCda } from '../../../src-main/kanta/cda.ts'
import { CodeTable, codeProblem } from '../../../src-main/kanta/code-table.ts'
import { documentOf } from '../../../src-main/kanta/document-of-entry.ts'
import { businessArc, isOid, numberedOid } from '../../../src-main/kanta/oid.ts'
import { at, childrenNamed, elementsOf, readXml, textOf, type XmlElement } from '../../../src-main/kanta/xml-reader.ts'
import { element, NotXmlCharacter, printable, writeXml } from '../../../src-main/kanta/xml-writer.ts'
import { someContent, someSources } from './a-document.ts'
import { schemaProblems, whyNoSchema } from './validate.ts'

const xmlOf = (sources: Parameters<typeof documentOf>[0]): string => writeCda(documentOf(sources).document)
const everySection = (root: XmlElement): XmlElement[] =>
  elementsOf(root).flatMap((child) => [...(child.localName === 'section' ? [child] : []), ...everySection(child)])

describe('XML', () => {
  test('what is written is read back: markup, quotes, accents and emoji stay text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (raw, rawAttribute) => {
        const text = printable(raw)
        const attribute = printable(rawAttribute)
        const read = readXml(writeXml(element('a', {}, element('b', { c: attribute }, `${text}.`))))
        expect(textOf(at(read, 'b'))).toBe(`${text}.`)
        expect(at(read, 'b')!.attributes['c']).toBe(attribute)
      }),
    )
  })
  test('control characters are refused by the writer and cleaned before it, words and line breaks kept', () => {
    for (const sign of ['\u0000', '\u0001', '\u000B', '\uFFFE', '\uD800']) {
      expect(() => writeXml(element('a', {}, `x${sign}`))).toThrow(NotXmlCharacter)
      expect(() => writeXml(element('a', { b: `x${sign}` }))).toThrow(NotXmlCharacter)
    }
    expect(printable('yksi\u000Bkaksi\u0001 kolme\r\nneljä')).toBe('yksi\nkaksi kolme\nneljä')
  })
  test('a note with control characters gives a well-formed document with every word', () => {
    const content = someContent({ sections: { status: 'Selkä\u000Bkipeä\u0001 <b>&amp;</b> ]]> "niin"' } })
    const sources = someSources()
    const read = readXml(xmlOf({ ...sources, entry: { ...sources.entry, content } }))
    const [section] = everySection(read).filter((one) => textOf(at(one, 'title')) === 'Nykytila')
    expect(textOf(at(section, 'text')).trim()).toBe('Selkä\nkipeä <b>&amp;</b> ]]> "niin"')
  })
  test.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an unknown entity', '<a>&b;</a>'],
    ['a bare ampersand', '<a>b & c</a>'],
    ['two roots', '<a/><b/>'],
    ['crossed elements', '<a><b></a></b>'],
    ['no end', '<a><b></b>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['text outside', 'x<a/>'],
    ['a hundred levels', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`],
    ['nothing', ''],
  ])('the reader refuses %s', (_what, source) => {
    expect(() => readXml(source)).toThrow(/invalid_input/)
  })
})

describe('identifiers', () => {
  test('a business id that begins with 0 has no leading zero as an arc', () => {
    expect(businessArc('0100003-7')).toBe('1000037')
    expect(businessArc('1234567-1')).toBe('12345671')
    expect(businessArc('1234567-2')).toBeNull()
    expect(numberedOid('12345671', 'document', 2026, 77, 3)).toBe('1.2.246.10.12345671.93.2026.77.3')
  })
  test('OIDs: no leading zeros, no empty arcs', () => {
    expect(['1.2.246', '0.1', '2.999.1'].map(isOid)).toEqual([true, true, true])
    expect(['1.02', '1..2', '3.1', '1', '', '1.2.', 'a.b'].map(isOid)).toEqual(Array(7).fill(false))
  })
  test('every row of the code table can be written, and the unverified ones say so', () => {
    const rows = new CodeTable().all()
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
    for (const row of rows) {
      expect(codeProblem(row), row.key).toBeNull()
      expect(row.source.length, row.key).toBeGreaterThan(10)
      expect(row.date, row.key).toMatch(/^\d{4}-\d\d-\d\d$/)
    }
    expect(rows.filter(({ verified }) => !verified).map(({ key }) => key)).toContain('template.header')
  })
})

describe('document', () => {
  test('header elements in the order of the schema, the Finnish header before the body', () => {
    const names = elementsOf(readXml(xmlOf(someSources()))).map(({ name }) => name)
    expect(names).toEqual([
      'realmCode',
      'typeId',
      'templateId',
      'templateId',
      'id',
      'code',
      'title',
      'effectiveTime',
      'confidentialityCode',
      'languageCode',
      'setId',
      'versionNumber',
      'recordTarget',
      'author',
      'custodian',
      'relatedDocument',
      'componentOf',
      'hl7fi:localHeader',
      'component',
    ])
  })
  test('patient, author, times and sections as the guide wants them', () => {
    const root = readXml(xmlOf(someSources()))
    const patient = at(root, 'recordTarget', 'patientRole', 'patient')
    expect(childrenNamed(at(patient, 'name'), 'given').map(textOf)).toEqual(['Matti', 'Olavi'])
    expect(at(patient, 'birthTime')!.attributes['value']).toBe('19900101')
    expect(at(patient, 'administrativeGenderCode')!.attributes).toMatchObject({ code: '1', codeSystem: '1.2.246.537.5.1' })
    expect(at(root, 'effectiveTime')!.attributes['value']).toBe('20261124143200+0200')
    expect(textOf(at(root, 'author', 'assignedAuthor', 'assignedPerson', 'name', 'suffix'))).toBe('osteopaatti')
    expect(everySection(root).map((section) => at(section, 'id')!.attributes['root'])).toEqual(
      [1, 2, 3, 4, 5].map((number) => `1.2.246.10.12345671.93.2026.77.17.${number}`),
    )
    const treatment = everySection(root).find((section) => textOf(at(section, 'title')) === 'Hoito')
    expect(
      childrenNamed(at(treatment, 'text'), 'paragraph')
        .map(textOf)
        .map((text) => text.trim()),
    ).toEqual(['Pehmytkudoskäsittely.\nMobilisointi.', 'Sieti hyvin.'])
  })
  test('the same entry gives the same bytes', () => {
    expect(xmlOf(someSources())).toBe(xmlOf(someSources()))
  })
  test('a void document holds the reason and nothing of the entry', () => {
    const sources = someSources()
    const xml = xmlOf({ ...sources, entry: { ...sources.entry, state: 'voided', reason: 'Väärän asiakkaan tiedoissa.' } })
    expect(xml).toContain('Väärän asiakkaan tiedoissa.')
    expect(xml).not.toContain('Alaselkä')
    expect(xml).toContain('<subject nullFlavor="NA">')
    expect(at(readXml(xml), 'localHeader', 'recordStatus')!.attributes['displayName']).toBe('Mitätöity')
  })
  test('of the body chart the words go, strokes never', () => {
    const content = someContent({
      bodyChart: {
        strokes: [{ figure: 'back', symbol: 'pain', points: [[123.456, 654.321]] }],
        marks: [],
        regions: [{ region: 'shoulder.left', symbol: 'pain' }],
      },
    })
    const sources = someSources()
    const xml = xmlOf({ ...sources, entry: { ...sources.entry, content } })
    expect(xml).toContain('shoulder.left: pain')
    expect(xml).not.toContain('123.456')
  })
  test('only four things block; the rest is written as not known and listed', () => {
    const sources = someSources()
    const bare = documentOf({
      ...sources,
      settings: {},
      patient: { lastName: 'Mallikas', firstName: null, hetu: null, birthDate: null, sex: null },
      entry: {
        ...sources.entry,
        content: someContent({ author: { userId: someContent().author.userId, name: '' }, sections: {} }),
        signerName: '',
        signerTitle: null,
        visitEndedAt: null,
      },
    })
    expect(bare.problems.filter(({ blocks }) => blocks).map(({ code }) => code)).toEqual([
      'noBusinessId',
      'noPracticeName',
      'noIdentityCode',
      'noAuthorName',
    ])
    const told = documentOf({
      ...sources,
      settings: { practice: { name: 'Osteopatia Esimerkki', businessId: '1234567-1' } },
      patient: { ...sources.patient, sex: 'unknown' },
      entry: {
        ...sources.entry,
        content: { ...someContent(), source: undefined, author: { userId: someContent().author.userId, name: 'Maija' } } as never,
        signerTitle: null,
        visitEndedAt: null,
      },
    })
    expect(told.problems.every(({ blocks }) => !blocks)).toBe(true)
    expect(told.problems.map(({ code }) => code)).toEqual([
      'noSex',
      'noAuthorTitle',
      'noRegistrationNumber',
      'noOrganisationOid',
      'defaultRegister',
      'defaultView',
      'noVisitEnd',
      'noSource',
    ])
  })
  test('a minor’s decision travels with the document', () => {
    const sources = someSources()
    const minor = { ...sources.patient, hetu: null, birthDate: '2012-05-05' }
    const xml = xmlOf({ ...sources, patient: minor, entry: { ...sources.entry, content: someContent({ minorDecision: 3 }) } })
    expect(xml).toContain('code="3" codeSystem="1.2.246.537.5.40202.201901"')
    expect(documentOf({ ...sources, patient: minor }).problems.map(({ code }) => code)).toContain('noMinorDecision')
  })
})

describe.skipIf(whyNoSchema)('against the CDA schema', () => {
  test('documents of every kind are valid', () => {
    const sources = someSources()
    const withEntry = (more: object): string => xmlOf({ ...sources, entry: { ...sources.entry, ...more } })
    const { replaces: _replaces, ...first } = sources.ids
    const documents = [
      xmlOf(sources),
      xmlOf({ ...sources, ids: first }),
      withEntry({ state: 'voided', reason: 'Väärä asiakas' }),
      withEntry({ visitEndedAt: null }),
      withEntry({ content: someContent({ kind: 'phone', sections: {}, minorDecision: 2 }) }),
      withEntry({
        content: someContent({
          diagnoses: [
            { code: 'M54.5', system: 'ICD-10', name: 'Lannekipu' },
            { code: 'M99', system: 'ICD-10' },
            { code: 'L03', system: 'ICPC-2' },
          ],
          procedures: [{ code: 'RH1', system: 'Toimenpideluokitus', name: 'Manipulaatio' }],
          measures: [{ scale: 'nrs', value: 4 }],
          checklists: [{ key: 'redFlags', title: 'Varoitusmerkit', items: [{ key: 'a', text: 'Yösärky', answer: 'no' }] }],
        }),
      }),
      xmlOf({
        ...sources,
        settings: {},
        patient: { lastName: 'Yksi', firstName: null, hetu: sources.patient.hetu, birthDate: null, sex: null },
      }),
      xmlOf({ ...sources, settings: { ...sources.settings, locale: 'sv' } }),
      xmlOf({
        ...sources,
        patient: { ...sources.patient, hetu: null, birthDate: '2015-01-01' },
        entry: { ...sources.entry, content: someContent({ minorDecision: 1 }) },
      }),
    ]
    expect(schemaProblems(documents)).toEqual([])
  })
  test('whatever she writes, the document is valid', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 })
    const documents: string[] = []
    fc.assert(
      fc.property(text, text, text, text, (status, lastName, practice, reason) => {
        const sources = someSources()
        documents.push(
          xmlOf({
            ...sources,
            patient: { ...sources.patient, lastName },
            settings: { ...sources.settings, practice: { ...sources.settings.practice, name: practice } },
            entry: {
              ...sources.entry,
              reason,
              state: reason.length % 2 ? 'voided' : 'signed',
              content: someContent({ sections: { status } }),
            },
          }),
        )
      }),
      { numRuns: 60 },
    )
    expect(schemaProblems(documents)).toEqual([])
  })
})

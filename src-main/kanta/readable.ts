// A document as a person reads it, made from its XML: what is shown is what is in the file, not what somebody meant to write.
import type { ReadableDocument } from './shapes-contract.ts'
import { at, childrenNamed, elementsOf, readXml, textOf, type XmlElement } from './xml-reader.ts'

type Fact = ReadableDocument['facts'][number]

const attributeOf = (element: XmlElement | undefined, name: string): string | null => element?.attributes[name] ?? null
const codeText = (element: XmlElement | undefined): string | null => {
  const { code, displayName } = element?.attributes ?? {}
  return code === undefined ? null : displayName ? `${displayName} (${code})` : code
}
/** `20261124143200+0200` → `2026-11-24T14:32:00+02:00`, `19900101` → `1990-01-01` */
const timeText = (value: string | null): string | null => {
  if (value === null) return null
  const [, date, clock, offset] = /^(\d{8})(\d{6})?([+-]\d{4})?/.exec(value) ?? []
  if (!date) return value
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`
  if (!clock) return day
  return `${day}T${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4)}${offset ? `${offset.slice(0, 3)}:${offset.slice(3)}` : ''}`
}
const nameText = (name: XmlElement | undefined): string | null =>
  name ? elementsOf(name).map(textOf).filter(Boolean).join(' ') || null : null

/** Sections with text, in document order; the levels above them only hold them. */
function sectionsOf(element: XmlElement | undefined): ReadableDocument['sections'] {
  return elementsOf(element).flatMap((child) => {
    if (child.localName !== 'section') return sectionsOf(child)
    const text = at(child, 'text')
    if (!text) return sectionsOf(child)
    const codes = childrenNamed(child, 'entry').flatMap((entry) => codeText(at(entry, 'observation', 'value')) ?? [])
    return [
      {
        title: textOf(at(child, 'title')),
        paragraphs: childrenNamed(text, 'paragraph').map((paragraph) => textOf(paragraph).trim()),
        codes,
      },
      ...sectionsOf(child),
    ]
  })
}

/** Entries of the sections above: the minor's decision stands there. */
function minorDecision(root: XmlElement): string | null {
  const view = at(root, 'component', 'structuredBody', 'component', 'section')
  return childrenNamed(view, 'entry').map((entry) => codeText(at(entry, 'observation', 'code')))[0] ?? null
}

export function readableOf(xml: string): ReadableDocument {
  const root = readXml(xml)
  const patient = at(root, 'recordTarget', 'patientRole')
  const author = at(root, 'author', 'assignedAuthor')
  const organisation = at(root, 'custodian', 'assignedCustodian', 'representedCustodianOrganization')
  const encounter = at(root, 'componentOf', 'encompassingEncounter')
  const header = at(root, 'localHeader')
  const fact = (key: Fact['key'], value: string | null): Fact => ({ key, value })
  const parent = at(root, 'relatedDocument', 'parentDocument')
  const decision = minorDecision(root)
  return {
    title: textOf(at(root, 'title')),
    facts: [
      fact('patient', nameText(at(patient, 'patient', 'name'))),
      fact('identityCode', attributeOf(at(patient, 'id'), 'extension')),
      fact('birthDate', timeText(attributeOf(at(patient, 'patient', 'birthTime'), 'value'))),
      fact('sex', codeText(at(patient, 'patient', 'administrativeGenderCode'))),
      ...(decision === null ? [] : [fact('minorDecision', decision)]),
      fact('author', nameText(at(author, 'assignedPerson', 'name'))),
      fact('registrationNumber', attributeOf(at(author, 'id'), 'extension')),
      fact('effectiveTime', timeText(attributeOf(at(root, 'effectiveTime'), 'value'))),
      fact('organisation', textOf(at(organisation, 'name')) || null),
      fact('organisationId', attributeOf(at(organisation, 'id'), 'root')),
      fact('visitStart', timeText(attributeOf(at(encounter, 'effectiveTime', 'low'), 'value'))),
      fact('visitEnd', timeText(attributeOf(at(encounter, 'effectiveTime', 'high'), 'value'))),
      fact('status', codeText(at(header, 'recordStatus'))),
      fact('register', codeText(at(root, 'code'))),
      fact('confidentiality', codeText(at(root, 'confidentialityCode'))),
      fact('language', attributeOf(at(root, 'languageCode'), 'code')),
      fact('documentId', attributeOf(at(root, 'id'), 'root')),
      fact('setId', attributeOf(at(root, 'setId'), 'root')),
      fact('version', attributeOf(at(root, 'versionNumber'), 'value')),
      ...(parent ? [fact('replaces', attributeOf(at(parent, 'id'), 'root'))] : []),
      fact('serviceEvent', attributeOf(at(encounter, 'id'), 'root')),
      fact('software', textOf(at(header, 'softwareSupport')) || null),
    ],
    sections: sectionsOf(at(root, 'component', 'structuredBody')),
  }
}

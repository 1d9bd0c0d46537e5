// The other side of the outbox in tests: a sender that reads what lies there, and an archive that takes each version of a set once, in order.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { at, childrenNamed, elementsOf, readXml, textOf, type XmlElement } from '../../src-main/kanta/xml-reader.ts'

export interface Received {
  documentId: string
  setId: string
  version: number
  replaces: string | undefined
  serviceEvent: string
  voided: boolean
  text: string
  xml: string
}
export interface Answer {
  documentId: string
  result: 'accepted' | 'rejected'
  detail?: string
  time: string
}

const root = (element: XmlElement | undefined): string => element?.attributes['root'] ?? ''
const everySection = (element: XmlElement): XmlElement[] =>
  elementsOf(element).flatMap((child) => [...(child.localName === 'section' ? [child] : []), ...everySection(child)])

/** Reads a document and holds it to our own rules: what no schema says. */
function receive(xml: string): Received {
  const document = readXml(xml)
  const documentId = root(at(document, 'id'))
  const version = Number(at(document, 'versionNumber')?.attributes['value'])
  const sections = everySection(document)
  expect(sections.map((section) => root(at(section, 'id')))).toEqual(sections.map((_section, index) => `${documentId}.${index + 1}`))
  expect(at(document, 'component', 'structuredBody')?.attributes['ID']).toBe(`OID${documentId}`)
  const hetu = at(document, 'recordTarget', 'patientRole', 'id')?.attributes['extension'] ?? ''
  const birthTime = at(document, 'recordTarget', 'patientRole', 'patient', 'birthTime')?.attributes['value'] ?? ''
  expect(birthTime.slice(6, 8) + birthTime.slice(4, 6) + birthTime.slice(2, 4)).toBe(hetu.slice(0, 6))
  const parent = at(document, 'relatedDocument', 'parentDocument')
  expect(parent !== undefined).toBe(version > 1)
  if (parent) {
    expect(at(document, 'relatedDocument')?.attributes['typeCode']).toBe('RPLC')
    expect(at(parent, 'versionNumber')?.attributes['value']).toBe(String(version - 1))
    expect(root(at(parent, 'setId'))).toBe(root(at(document, 'setId')))
  }
  return {
    documentId,
    setId: root(at(document, 'setId')),
    version,
    replaces: parent && root(at(parent, 'id')),
    serviceEvent: root(at(document, 'componentOf', 'encompassingEncounter', 'id')),
    voided: at(document, 'localHeader', 'recordStatus')?.attributes['displayName'] === 'Mitätöity',
    text: sections
      .flatMap((section) => childrenNamed(section, 'text'))
      .map(textOf)
      .join('\n'),
    xml,
  }
}

export class Archive {
  /** By set, in order of version. */
  readonly accepted = new Map<string, Received[]>()
  readonly received = new Map<string, Received>()
  readonly firstOfSet = new Map<string, string>()
  private readonly answered = new Set<string>()
  private readonly random: () => number
  private minutes = 0
  constructor(random: () => number) {
    this.random = random
  }

  /** Takes in what the manifest lists; a killed export leaves whole files or none, and only whole ones are listed. */
  collect(outbox: string): void {
    const manifest = path.join(outbox, 'manifest.json')
    if (!existsSync(manifest)) return
    const { documents } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      documents: { documentId: string; file: string; sequence: number }[]
    }
    const names = new Set(readdirSync(outbox))
    for (const { documentId, file } of documents.toSorted((a, b) => a.sequence - b.sequence)) {
      expect(names.has(file), file).toBe(true)
      const xml = readFileSync(path.join(outbox, file), 'utf8')
      const known = this.received.get(documentId)
      if (known) {
        expect(xml).toBe(known.xml) // the same bytes for ever
        continue
      }
      const document = receive(xml)
      expect(document.documentId).toBe(documentId)
      this.received.set(documentId, document)
      if (!this.firstOfSet.has(document.setId)) this.firstOfSet.set(document.setId, documentId)
    }
  }

  /** Answers to what has come; some are rejected by whim, the rest are judged as the archive would. */
  answers(rejecting: number, redo: ReadonlySet<string> = new Set()): Answer[] {
    const answers: Answer[] = []
    for (const document of this.received.values()) {
      if (this.answered.has(document.documentId) && !redo.has(document.documentId)) continue
      this.answered.add(document.documentId)
      const time = new Date(Date.UTC(2026, 10, 24) + ++this.minutes * 60_000).toISOString()
      if (this.random() < rejecting) {
        answers.push({ documentId: document.documentId, result: 'rejected', detail: 'Koodi ei ole voimassa', time })
        continue
      }
      const set = this.accepted.get(document.setId) ?? []
      expect(document.version, document.documentId).toBe(set.length + 1)
      expect(document.replaces).toBe(set.at(-1)?.documentId)
      expect(set.some(({ voided }) => voided)).toBe(false)
      this.accepted.set(document.setId, [...set, document])
      answers.push({ documentId: document.documentId, result: 'accepted', time })
    }
    return answers
  }
}

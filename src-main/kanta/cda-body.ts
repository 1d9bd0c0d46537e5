// The body: three levels of section, view → phase of care → heading. Section ids are the document's id and a number in document order.
import { codeElement, idElement } from './cda-parts.ts'
import type { DocumentSection, KantaDocument, Paragraph } from './document-model.ts'
import { element, type Element, type Node } from './xml-writer.ts'

/** One paragraph, its lines parted by `br`. */
const paragraphElement = (lines: Paragraph): Element =>
  element(
    'paragraph',
    {},
    element('content', {}, ...lines.flatMap((line, index): Node[] => (index === 0 ? [line] : [element('br'), line]))),
  )

const diagnosisElement = ({ kind, diagnosis }: NonNullable<DocumentSection['diagnoses']>[number]): Element =>
  element(
    'entry',
    {},
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN' },
      codeElement('code', kind),
      element('value', {
        'xsi:type': 'CD',
        code: diagnosis.code,
        codeSystem: diagnosis.codeSystem,
        codeSystemName: diagnosis.codeSystemName || undefined,
        displayName: diagnosis.displayName || undefined,
      }),
    ),
  )

/** 703/2023 § 34: travels as metadata of the view. */
const minorElement = ({ minorDecision }: KantaDocument): Element | undefined =>
  minorDecision && element('entry', {}, element('observation', { classCode: 'OBS', moodCode: 'EVN' }, codeElement('code', minorDecision)))

/** A void document has no subject and no author of its own in the body. */
const nobody = (): Element[] => [
  element('subject', { nullFlavor: 'NA' }, element('relatedSubject', { nullFlavor: 'NA' })),
  element(
    'author',
    { nullFlavor: 'NA' },
    element('time', { nullFlavor: 'NA' }),
    element('assignedAuthor', { nullFlavor: 'NA' }, element('id', { nullFlavor: 'NA' })),
  ),
]

export function bodyElement(document: KantaDocument): Element {
  let count = 0
  const nextId = (): Element => idElement(`${document.id}.${++count}`)
  const component = (section: Element): Element => element('component', {}, section)
  const heading = ({ heading: code, title, paragraphs, diagnoses = [] }: DocumentSection): Element =>
    component(
      element(
        'section',
        {},
        nextId(),
        codeElement('code', code),
        element('title', {}, title),
        element('text', {}, ...paragraphs.map(paragraphElement)),
        ...diagnoses.map(diagnosisElement),
      ),
    )
  const viewId = nextId()
  const phaseId = nextId()
  const phase = element(
    'section',
    {},
    phaseId,
    codeElement('code', document.phase),
    element('title', {}, document.phaseName),
    ...document.sections.map(heading),
  )
  const view = element(
    'section',
    {},
    viewId,
    codeElement('code', document.view),
    element('title', {}, document.viewName),
    ...(document.voided ? nobody() : []),
    minorElement(document),
    component(phase),
  )
  // An ID must be a name, so it can't begin with a digit (cda-fhir-maps #21).
  return element('component', {}, element('structuredBody', { ID: `OID${document.id}` }, component(view)))
}

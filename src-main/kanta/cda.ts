// A document as HL7 CDA Release 2 with the Finnish header. Element names, their order and the codes' places: docs/kanta.md.
import { bodyElement } from './cda-body.ts'
import { codeElement, idElement, nameElement, organisationElement } from './cda-parts.ts'
import type { KantaDocument } from './document-model.ts'
import { element, writeXml, type Element } from './xml-writer.ts'

const authorElement = ({ author, organisation }: KantaDocument): Element =>
  element(
    'author',
    {},
    element('time', { value: author.time }),
    element(
      'assignedAuthor',
      {},
      author.registrationNumber === null
        ? element('id', { nullFlavor: 'NI' })
        : element('id', { root: author.registerRoot, extension: author.registrationNumber }),
      element('assignedPerson', {}, nameElement(author.name)),
      organisationElement('representedOrganization', organisation),
    ),
  )

const patientElement = ({ patient }: KantaDocument): Element =>
  element(
    'recordTarget',
    {},
    element(
      'patientRole',
      {},
      patient.identityCode === null
        ? element('id', { nullFlavor: 'NI' })
        : element('id', { root: patient.identityCodeRoot, extension: patient.identityCode }),
      element(
        'patient',
        {},
        nameElement(patient.name),
        codeElement('administrativeGenderCode', patient.gender),
        element('birthTime', patient.birthTime === null ? { nullFlavor: 'NI' } : { value: patient.birthTime }),
      ),
    ),
  )

const relatedElement = ({ replaces }: KantaDocument): Element | undefined =>
  replaces &&
  element(
    'relatedDocument',
    { typeCode: 'RPLC' },
    element(
      'parentDocument',
      {},
      idElement(replaces.id),
      element('setId', { root: replaces.setId }),
      element('versionNumber', { value: String(replaces.version) }),
    ),
  )

const encounterElement = ({ encounter, organisation }: KantaDocument): Element =>
  element(
    'componentOf',
    {},
    element(
      'encompassingEncounter',
      {},
      idElement(encounter.id),
      element(
        'effectiveTime',
        {},
        element('low', { value: encounter.low }),
        element('high', encounter.high === null ? { nullFlavor: 'NI' } : { value: encounter.high }),
      ),
      element(
        'responsibleParty',
        {},
        element(
          'assignedEntity',
          {},
          element('id', { nullFlavor: 'NA' }),
          organisationElement('representedOrganization', { id: organisation.id, name: organisation.name }),
        ),
      ),
    ),
  )

function localHeaderElement({ localHeader, view }: KantaDocument): Element {
  const { software } = localHeader
  return element(
    'hl7fi:localHeader',
    {},
    element('hl7fi:tableOfContents', {}, codeElement('hl7fi:contentsCode', view)),
    codeElement('hl7fi:fileFormat', localHeader.fileFormat),
    element(
      'hl7fi:softwareSupport',
      { moderator: software.product, product: software.product, version: software.version },
      `${software.product} ${software.version}`,
    ),
    codeElement('hl7fi:documentType', localHeader.documentType),
    codeElement('hl7fi:functionCode', localHeader.functionCode),
    codeElement('hl7fi:recordStatus', localHeader.recordStatus),
    codeElement('hl7fi:retentionPeriodClass', localHeader.retentionPeriodClass),
  )
}

/** The document's XML. The same model gives the same bytes. @throws NotXmlCharacter when a text holds a control character */
export function writeCda(document: KantaDocument): string {
  return writeXml(
    element(
      'ClinicalDocument',
      { xmlns: 'urn:hl7-org:v3', 'xmlns:hl7fi': 'urn:hl7finland', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
      element('realmCode', { code: 'FI' }),
      element('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
      ...document.templates.map((root) => element('templateId', { root })),
      idElement(document.id),
      codeElement('code', document.register),
      element('title', {}, document.viewName),
      element('effectiveTime', { value: document.effectiveTime }),
      codeElement('confidentialityCode', document.confidentiality),
      element('languageCode', { code: document.language }),
      element('setId', { root: document.setId }),
      element('versionNumber', { value: String(document.version) }),
      patientElement(document),
      authorElement(document),
      element(
        'custodian',
        {},
        element('assignedCustodian', {}, organisationElement('representedCustodianOrganization', document.organisation)),
      ),
      relatedElement(document),
      encounterElement(document),
      localHeaderElement(document),
      bodyElement(document),
    ),
  )
}

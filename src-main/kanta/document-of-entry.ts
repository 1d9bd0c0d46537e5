// From a signed entry to its document. What is missing is named; only four things keep a document from being written (docs/kanta.md).
import { readHetu, type HetuFacts } from '../checks/hetu.ts'
import { defaultTimeZone, localDateOf } from '../core/clock.ts'
import type { Settings } from '../settings/contract.ts'
import type { SignedContent } from '../treatment/content-contract.ts'
import type { CodeTable } from './code-table.ts'
import type { Code, DocumentSection, KantaDocument, PersonName } from './document-model.ts'
import { cdaDate, cdaTime } from './local-time.ts'
import { narrativeOf, paragraphsOf, type Wording } from './narrative.ts'
import { businessArc, isOid } from './oid.ts'
import { documentTexts, type ProblemCode } from './texts.ts'
import { printable } from './xml-writer.ts'

/** One version of a signed entry, as `signed_entries` or `entry_versions` has it. */
export interface SignedEntry {
  content: SignedContent
  /** What this version did. */
  state: 'signed' | 'amended' | 'voided'
  /** Instant. */
  signedAt: string
  signerName: string
  signerTitle: string | null
  /** Why it was voided. */
  reason: string | null
  /** As they stand now, since a visit is often ended after its entry was signed. Instants. */
  visitStartedAt: string
  visitEndedAt: string | null
}

/** Who the document is about, as the register knows her now: a corrected identity code is the one that counts. */
export interface Patient {
  lastName: string
  firstName: string | null
  hetu: string | null
  birthDate: string | null
  sex: string | null
}

export interface DocumentIds {
  id: string
  setId: string
  version: number
  serviceEventId: string
  replaces?: { id: string; setId: string; version: number }
}

export interface Sources {
  entry: SignedEntry
  patient: Patient
  /** Registration number of the signer now; the signed one wins. */
  registrationNumber: string | null
  settings: Settings
  codes: CodeTable
  ids: DocumentIds
  wording: (language: 'fi' | 'sv') => Wording
  appVersion: string
}

export interface DocumentProblem {
  /** What is missing: a setting, a client's field, a part of the entry. */
  path: string
  code: ProblemCode
  values?: Record<string, string>
  /** Keeps the document from being written. */
  blocks: boolean
}

const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ').trim()
const words = (text: string | null | undefined): string[] =>
  oneLine(text ?? '')
    .split(' ')
    .filter(Boolean)

/** Users have one name; its last word is taken as the family name. */
function authorName(name: string, title: string | null): PersonName {
  const parts = words(name)
  const suffix = oneLine(title ?? '')
  return { given: parts.slice(0, -1), family: parts.at(-1) ?? '', ...(suffix ? { suffix } : {}) }
}

/** The document's language: that of the practice's writing. */
export const documentLanguage = (settings: Settings): 'fi' | 'sv' => (settings.locale === 'sv' ? 'sv' : 'fi')

function genderOf(sex: string | null, facts: HetuFacts | null, codes: CodeTable): Code | null {
  const known = sex === 'male' || sex === 'female' ? sex : null
  const gender = known ?? (facts && !facts.artificial ? facts.sex : null)
  return gender && codes.get(`gender.${gender}`)
}

/** A code of her settings, with the name that the table has for it. */
function chosen(codes: CodeTable, key: string, code: string | undefined, fallback: string): { code: Code; said: boolean; named: boolean } {
  const row = codes.get(fallback)
  const value = code === undefined ? '' : code.replace(/\s+/g, '')
  if (value === '') return { code: row, said: false, named: true }
  const listed = value === row.code ? row : codes.find(`${key}.${value}`)
  return {
    code: listed ?? { code: value, codeSystem: row.codeSystem, codeSystemName: row.codeSystemName },
    said: true,
    named: listed !== undefined,
  }
}

const isIcd10 = (system: string): boolean => /^icd[\s-]?10/i.test(system.trim())

function sectionsOf(sources: Sources, language: 'fi' | 'sv', problem: (problem: DocumentProblem) => void): DocumentSection[] {
  const { entry, codes } = sources
  const texts = documentTexts[language]
  if (entry.state === 'voided')
    return [{ heading: codes.get('heading.void'), title: texts.heading.void, paragraphs: paragraphsOf(entry.reason ?? '') }]
  const { content } = entry
  const narrative = narrativeOf(content, texts, sources.wording(language))
  const coded = content.diagnoses.filter(({ code, system }) => isIcd10(system) && /^[^\s]+$/.test(code))
  for (const { code, system } of content.diagnoses)
    if (!isIcd10(system)) problem({ path: 'entry.diagnoses', code: 'uncodedDiagnosis', values: { code }, blocks: false })
  const diagnoses = coded.map(({ code, name }, index) => ({
    kind: codes.get(index === 0 ? 'diagnosisKind.main' : 'diagnosisKind.secondary'),
    diagnosis: { ...codes.get('diagnosis'), code, displayName: oneLine(name ?? '') },
  }))
  if (Object.values(content.sections).every((text) => text.trim() === ''))
    problem({ path: 'entry.sections', code: 'noText', blocks: false })
  if (narrative.size === 0) narrative.set('other', [['–']])
  return [...narrative].map(([heading, paragraphs]) => ({
    heading: codes.get(`heading.${heading}`),
    title: texts.heading[heading],
    paragraphs,
    ...(heading === 'assessment' && diagnoses.length > 0 ? { diagnoses } : {}),
  }))
}

/** Under 18 on the day of the visit. */
function isMinor(birthDate: string | null, visitDate: string): boolean {
  if (birthDate === null) return false
  return `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}` > visitDate
}

/** What keeps any document of this practice from being written, whatever the entry. */
export function practiceProblems(settings: Settings): DocumentProblem[] {
  const problems: DocumentProblem[] = []
  if (businessArc(settings.practice?.businessId) === null)
    problems.push({ path: 'settings.practice.businessId', code: 'noBusinessId', blocks: true })
  if (!oneLine(settings.practice?.name ?? '')) problems.push({ path: 'settings.practice.name', code: 'noPracticeName', blocks: true })
  return problems
}

/** The document and everything that is missing in it. */
export function documentOf(sources: Sources): { document: KantaDocument; problems: DocumentProblem[] } {
  const { entry, patient, settings, codes, ids } = sources
  const { content } = entry
  const problems = practiceProblems(settings)
  const missing = (path: string, code: ProblemCode, values?: Record<string, string>): void =>
    void problems.push({ path, code, blocks: false, ...(values ? { values } : {}) })
  const timeZone = settings.calendar?.timeZone ?? defaultTimeZone
  const language = documentLanguage(settings)

  const hetu = patient.hetu === null ? null : readHetu(patient.hetu)
  if (!hetu) problems.push({ path: 'client.hetu', code: 'noIdentityCode', blocks: true })
  const birthDate = hetu?.birthDate ?? patient.birthDate
  const gender = genderOf(patient.sex, hetu, codes)
  if (!gender) missing('client.sex', 'noSex')

  const name = authorName(entry.signerName, entry.signerTitle)
  if (!name.family) problems.push({ path: 'author.name', code: 'noAuthorName', blocks: true })
  if (!name.suffix) missing('author.title', 'noAuthorTitle')
  const registration = (content.author.registrationNumber ?? sources.registrationNumber ?? '').replace(/\s+/g, '')
  if (!registration) missing('author.registrationNumber', 'noRegistrationNumber')

  const organisationOid = settings.kanta?.organisationOid?.trim() ?? ''
  if (!isOid(organisationOid)) missing('settings.kanta.organisationOid', 'noOrganisationOid')
  const register = chosen(codes, 'register', settings.kanta?.registerCode, 'register.10')
  if (!register.said)
    missing('settings.kanta.registerCode', 'defaultRegister', { code: register.code.code, name: register.code.displayName ?? '' })
  else if (!register.named) missing('settings.kanta.registerCode', 'unknownRegister', { code: register.code.code })
  const view = chosen(codes, 'view', settings.kanta?.viewCode, 'view')
  if (!view.said) missing('settings.kanta.viewCode', 'defaultView', { code: view.code.code, name: view.code.displayName ?? '' })
  else if (!view.named) missing('settings.kanta.viewCode', 'unknownView', { code: view.code.code })

  if (entry.visitEndedAt === null) missing('visit.end', 'noVisitEnd')
  const voided = entry.state === 'voided'
  if (!voided && !content.source) missing('entry.source', 'noSource')
  const minor = isMinor(birthDate, localDateOf(entry.visitStartedAt, timeZone))
  if (!voided && minor && content.minorDecision === undefined) missing('entry.minorDecision', 'noMinorDecision')
  const signedAt = cdaTime(entry.signedAt, timeZone)
  const { practice } = settings
  const document: KantaDocument = {
    id: ids.id,
    setId: ids.setId,
    version: ids.version,
    ...(ids.replaces ? { replaces: ids.replaces } : {}),
    templates: [codes.get('template.header').codeSystem, codes.get('template.records').codeSystem],
    register: register.code,
    confidentiality: codes.get('confidentiality'),
    language,
    effectiveTime: signedAt,
    patient: {
      identityCodeRoot: codes.get('identityCode').codeSystem,
      identityCode: hetu?.hetu ?? null,
      name: { given: words(patient.firstName), family: oneLine(patient.lastName) },
      gender,
      birthTime: birthDate === null ? null : cdaDate(birthDate),
    },
    author: {
      time: signedAt,
      registerRoot: codes.get('practitionerRegister').codeSystem,
      registrationNumber: registration || null,
      name,
    },
    organisation: {
      id: isOid(organisationOid) ? organisationOid : null,
      name: oneLine(practice?.name ?? ''),
      ...(practice?.phone ? { phone: practice.phone } : {}),
      ...(practice?.address
        ? {
            address: {
              street: oneLine(practice.address.street ?? ''),
              postalCode: oneLine(practice.address.postalCode ?? ''),
              city: oneLine(practice.address.city ?? ''),
            },
          }
        : {}),
    },
    encounter: {
      id: ids.serviceEventId,
      low: cdaTime(entry.visitStartedAt, timeZone),
      high: entry.visitEndedAt === null ? null : cdaTime(entry.visitEndedAt, timeZone),
    },
    localHeader: {
      fileFormat: codes.get('fileFormat'),
      software: { product: 'Vastaanotto', version: sources.appVersion },
      documentType: codes.get('documentType'),
      functionCode: codes.get('functionCode'),
      recordStatus: codes.get(voided ? 'recordStatus.voided' : 'recordStatus.valid'),
      retentionPeriodClass: codes.get('retentionPeriodClass'),
    },
    view: view.code,
    viewName: oneLine(view.code.displayName ?? '') || view.code.code,
    phase: codes.get('phase'),
    phaseName: documentTexts[language].phase,
    ...(!voided && content.minorDecision !== undefined && minor
      ? { minorDecision: codes.get(`minorDecision.${content.minorDecision}`) }
      : {}),
    voided,
    sections: sectionsOf(sources, language, (problem) => problems.push(problem)),
  }
  return { document, problems }
}

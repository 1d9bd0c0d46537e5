// What a document says, as plain data. cda.ts writes it; nothing here knows XML.
import type { CodeRow } from './code-table.ts'

/** A code as it is written; from the code table, or a diagnosis of hers. */
export type Code = Pick<CodeRow, 'code' | 'codeSystem'> & { codeSystemName?: string; displayName?: string }

export interface Organisation {
  /** OID; null is written as `NI`. */
  id: string | null
  name: string
  phone?: string
  address?: { street?: string; postalCode?: string; city?: string }
}

export interface PersonName {
  given: readonly string[]
  family: string
  /** Professional title. */
  suffix?: string
}

/** A paragraph of narrative text: its lines. */
export type Paragraph = readonly string[]

export interface DocumentSection {
  heading: Code
  /** What the heading is called. */
  title: string
  paragraphs: readonly Paragraph[]
  /** Coded diagnoses that stand under this heading. */
  diagnoses?: readonly { kind: Code; diagnosis: Code }[]
}

export interface KantaDocument {
  /** OIDs. */
  id: string
  setId: string
  version: number
  /** The version that this one replaces. */
  replaces?: { id: string; setId: string; version: number }
  templates: readonly string[]
  register: Code
  confidentiality: Code
  language: 'fi' | 'sv'
  /** `YYYYMMDDHHMMSS+ZZZZ` */
  effectiveTime: string
  patient: {
    identityCodeRoot: string
    /** Null in a preview only: without it nothing is exported. */
    identityCode: string | null
    name: PersonName
    gender: Code | null
    /** `YYYYMMDD`, or null. */
    birthTime: string | null
  }
  author: {
    time: string
    registerRoot: string
    registrationNumber: string | null
    name: PersonName
  }
  organisation: Organisation
  encounter: { id: string; low: string; high: string | null }
  localHeader: {
    fileFormat: Code
    software: { product: string; version: string }
    documentType: Code
    functionCode: Code
    recordStatus: Code
    retentionPeriodClass: Code
  }
  view: Code
  viewName: string
  phase: Code
  phaseName: string
  /** 703/2023 § 34, for minors. */
  minorDecision?: Code
  /** A void document has one section, the reason, and no subject or author in its body. */
  voided: boolean
  sections: readonly DocumentSection[]
}

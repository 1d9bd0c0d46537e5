// What an entry holds. Headings are those of the national structure for patient records; kanta.md maps them to their codes.
import * as z from 'zod'
import { bodyChart } from '../body-chart/contract.ts'
import { id, instant, line, localDate, prose, requiredLine } from '../core/fields.ts'
import { measurement } from '../measures/scales-contract.ts'

/** In the order they are written and printed. */
export const headings = ['reason', 'history', 'status', 'examination', 'treatment', 'plan', 'assessment', 'guidance', 'other'] as const
export type Heading = (typeof headings)[number]
export const entryKinds = ['visit', 'phone', 'noShow', 'statement', 'privateNote'] as const
export type EntryKind = (typeof entryKinds)[number]
export const entryStates = ['draft', 'signed', 'amended', 'voided'] as const
export type EntryState = (typeof entryStates)[number]
/** Suggested sources of information; own words are allowed (703/2023 § 27: the source, when not own observation). */
export const sourceKeys = ['patient', 'guardian', 'ownObservation', 'closePerson', 'otherProvider', 'document'] as const

/** A section holds 100,000 words and more; what is longer is refused whole, never cut. */
export const longestSection = 1_000_000
/** All sections of one entry together. */
export const longestEntry = 2_000_000

export const sections = z.partialRecord(z.enum(headings), prose(longestSection))
export type Sections = z.output<typeof sections>

export const codeChoice = z.strictObject({
  code: requiredLine(40),
  system: requiredLine(60),
  name: line(300).optional(),
})
/** An answered checklist of a template; the wording is kept with the answer. */
export const checklist = z.strictObject({
  key: requiredLine(60),
  title: line(200).optional(),
  items: z
    .array(
      z.strictObject({
        key: requiredLine(60),
        text: line(300),
        answer: z.enum(['no', 'yes', 'notAsked']),
        note: line(500).optional(),
      }),
    )
    .max(60),
})
/** Which headings were copied forward, and from where. The mark goes when the text no longer holds what was copied. */
export const copiedFrom = z.partialRecord(z.enum(headings), z.strictObject({ entryId: id, version: z.int().min(0) }))

/** 703/2023 § 34, codes of 1.2.246.537.5.40202: 1 not able · 2 able, allows · 3 able, forbids · 4 not known. */
export const minorDecision = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

const contentFields = {
  templateId: line(80).optional(),
  sections,
  bodyChart: bodyChart.optional(),
  diagnoses: z.array(codeChoice).max(50).default([]),
  procedures: z.array(codeChoice).max(50).default([]),
  measures: z.array(measurement).max(50).default([]),
  checklists: z.array(checklist).max(10).default([]),
  copied: copiedFrom.default({}),
  source: line(300).optional(),
  minorDecision: minorDecision.optional(),
}
export const entryContent = z.strictObject(contentFields)
export type EntryContent = z.output<typeof entryContent>

/** What a draft may be given; what is absent stays as it is, `null` clears. */
export const contentChange = z.strictObject({
  templateId: line(80).nullable().optional(),
  sections: sections.optional(),
  bodyChart: bodyChart.nullable().optional(),
  diagnoses: z.array(codeChoice).max(50).optional(),
  procedures: z.array(codeChoice).max(50).optional(),
  measures: z.array(measurement).max(50).optional(),
  checklists: z.array(checklist).max(10).optional(),
  copied: copiedFrom.optional(),
  source: line(300).nullable().optional(),
  minorDecision: minorDecision.nullable().optional(),
})
export type ContentChange = z.output<typeof contentChange>

/** The patient as she stood in the register at signing (703/2023 § 27: name and identity code, or birth date). */
export const subject = z.strictObject({
  lastName: z.string(),
  firstName: z.string().optional(),
  callName: z.string().optional(),
  hetu: z.string().optional(),
  birthDate: localDate.optional(),
  sex: z.string().optional(),
})
export const author = z.strictObject({
  userId: id,
  name: z.string(),
  title: z.string().optional(),
  registrationNumber: z.string().optional(),
})

/** The frozen form: what `entry_versions.content` holds as JSON. Written once, never changed. */
export const signedContent = z.strictObject({
  format: z.literal(1),
  kind: z.enum(entryKinds),
  ...contentFields,
  subject,
  author,
  /** Who wrote the draft, when somebody else signed it (703/2023 § 27). */
  recorder: author.optional(),
  provider: z.strictObject({ name: z.string().optional(), businessId: z.string().optional() }),
  visit: z.strictObject({
    id,
    startedAt: instant,
    endedAt: instant.optional(),
    otherProvider: z.string().optional(),
  }),
})
export type SignedContent = z.output<typeof signedContent>

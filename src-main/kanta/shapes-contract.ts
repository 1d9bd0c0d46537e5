// Shapes that several Kanta methods share.
import * as z from 'zod'
import { id, instant } from '../core/fields.ts'
import { entryKinds } from '../treatment/content-contract.ts'

export const queueStates = ['withheld', 'pending', 'exported', 'accepted', 'rejected', 'superseded', 'withdrawn'] as const
export type QueueState = (typeof queueStates)[number]
/** Which case of a rule of docs/kanta.md decided. */
export const ruleCases = [
  'notInKanta',
  'noJoiningDate',
  'beforeJoining',
  'otherProvider',
  'noIdentityCode',
  'artificialIdentityCode',
  'kind',
  'hold',
  'required',
] as const
export type RuleCase = (typeof ruleCases)[number]

/** An OID, no leading zeros in any arc. */
export const documentId = z
  .string()
  .max(200)
  .regex(/^[0-2](?:\.(?:0|[1-9][0-9]*))+$/, 'kantaOid')
export const queueStateField = z.enum(queueStates)

export const queueRow = z.strictObject({
  /** Order in the queue. */
  number: z.int(),
  entryId: id,
  clientId: id,
  visitId: id,
  displayName: z.string(),
  entryKind: z.enum(entryKinds),
  /** Version of the entry. */
  entryVersion: z.int(),
  kind: z.enum(['document', 'void']),
  state: queueStateField,
  /** Number of the rule in docs/kanta.md. */
  rule: z.int(),
  ruleCase: z.enum(ruleCases),
  /** The rule in words, number first, in the user's language. */
  reason: z.string(),
  documentId: z.string().optional(),
  setId: z.string().optional(),
  /** Of the document. Of a waiting one: what it will be as things stand. */
  version: z.int().optional(),
  /** The rejected document that this one corrects. */
  correctsDocumentId: z.string().optional(),
  /** Withheld by her decision. */
  hold: z.strictObject({ reason: z.string(), by: z.string(), at: instant }).optional(),
  visitStartedAt: instant,
  createdAt: instant,
  updatedAt: instant,
  attempts: z.int(),
  lastError: z.string().optional(),
  nextTryAt: instant.optional(),
  answeredAt: instant.optional(),
})
export type QueueRowOut = z.output<typeof queueRow>

export const previewProblem = z.strictObject({
  /** `client.hetu`, `settings.practice.businessId`, `visit.end`, `entry.source`, … */
  path: z.string(),
  code: z.string(),
  message: z.string(),
  /** Keeps the document from being written; everything else is written as not known. */
  blocks: z.boolean(),
})

/** A document as a person reads it: made from the XML itself. Labels are keys with texts in the window. */
export const readableDocument = z.strictObject({
  title: z.string(),
  facts: z.array(
    z.strictObject({
      key: z.enum([
        'documentId',
        'setId',
        'version',
        'replaces',
        'register',
        'confidentiality',
        'language',
        'effectiveTime',
        'patient',
        'identityCode',
        'birthDate',
        'sex',
        'author',
        'registrationNumber',
        'organisation',
        'organisationId',
        'serviceEvent',
        'visitStart',
        'visitEnd',
        'status',
        'software',
        'minorDecision',
      ]),
      /** Instants and dates as ISO texts, the rest as it stands; null when the document says that it is not known. */
      value: z.string().nullable(),
    }),
  ),
  sections: z.array(z.strictObject({ title: z.string(), paragraphs: z.array(z.string()), codes: z.array(z.string()) })),
})
export type ReadableDocument = z.output<typeof readableDocument>

export const deliveryDocument = z.strictObject({
  documentId,
  setId: documentId,
  version: z.int(),
  kind: z.enum(['document', 'void']),
  entryId: id,
  entryVersion: z.int(),
  file: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  /** Written before too, here or elsewhere: the same bytes. */
  again: z.boolean(),
})

export const outboxFinding = z.strictObject({
  /** `fileEdited` and `fileMissing`: put right with the same bytes; `manifestEdited`, `manifestMissing`: written anew. */
  finding: z.enum(['fileEdited', 'fileMissing', 'manifestEdited', 'manifestMissing', 'manifestUnreadable']),
  documentId: z.string().optional(),
  message: z.string(),
})

export const unknownDocument = z.strictObject({
  documentId,
  setId: documentId,
  version: z.int(),
  /** Whether this database has the record: then taking over counts it as written. */
  known: z.boolean(),
})
export const differencesFound = z.strictObject({
  restored: z.boolean(),
  /** In the outbox and not in this database. */
  unknown: z.array(unknownDocument),
  decision: z.enum(['takeOver', 'ignore']).optional(),
})
export type DifferencesFound = z.output<typeof differencesFound>

export const codeRow = z.strictObject({
  key: z.string(),
  code: z.string(),
  codeSystem: z.string(),
  codeSystemName: z.string(),
  displayName: z.string(),
  source: z.string(),
  date: z.string(),
  verified: z.boolean(),
  changed: z.boolean(),
})

// Treatment entries: draft → signed → amended or voided. An assistant calls none of these: she sees that a visit took place
// (visits.list), never what was written (privacy-duties § 12).
// An amendment that is being written is kept with `drafts.save` under the form name `amend:<entryId>`: the signed text itself stays.
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { empty, id, instant, line, prose, purpose, revision } from '../core/fields.ts'
import {
  author,
  checklist,
  codeChoice,
  contentChange,
  copiedFrom,
  entryContent,
  entryKinds,
  entryStates,
  headings,
  minorDecision,
  sections,
  subject,
} from './content-contract.ts'
import { bodyChart } from '../body-chart/contract.ts'

const care = ['owner', 'practitioner'] as const
const groups = ['care'] as const
const caret = z.strictObject({ field: line(100), position: z.int().min(0) })
const reason = prose(2000).pipe(z.string().min(1, 'required'))

/** What is missing before signing. `blocks`: signing refuses; otherwise it is told and signing goes on. */
export const missingCodes = [
  'entryText',
  'identity',
  'authorName',
  'minorDecision',
  'authorTitle',
  'registrationNumber',
  'identityCode',
  'source',
  'visitEnd',
  'practiceName',
  'businessId',
] as const
export const missingThing = z.strictObject({ code: z.enum(missingCodes), blocks: z.boolean(), message: z.string() })

/** An entry as it is read: the draft, or one signed version. */
export const entry = z.strictObject({
  entryId: id,
  visitId: id,
  clientId: id,
  kind: z.enum(entryKinds),
  /** State of the entry now. */
  state: z.enum(entryStates),
  /** Number of the version shown; 0 for a draft. */
  version: z.int(),
  /** Number of the newest version. */
  newestVersion: z.int(),
  revision,
  templateId: z.string().optional(),
  sections,
  bodyChart: bodyChart.optional(),
  diagnoses: z.array(codeChoice),
  procedures: z.array(codeChoice),
  measures: entryContent.shape.measures,
  checklists: z.array(checklist),
  copied: copiedFrom,
  source: z.string().optional(),
  minorDecision: minorDecision.optional(),
  /** Of a signed version: as they stood then. */
  subject: subject.optional(),
  author,
  /** Who wrote the draft, when somebody else signed it. */
  recorder: author.optional(),
  /** Instant, of a signed version. */
  signedAt: instant.optional(),
  /** Why this version was made. */
  reason: z.string().optional(),
  contentHash: z.string().optional(),
  /** False when a signed text is not what was signed: somebody changed the database. Reading is never blocked. */
  intact: z.boolean(),
  /** Of a draft. */
  savedAt: instant.optional(),
  caret: caret.optional(),
  discarded: z.boolean(),
  visitStartedAt: instant,
  visitEndedAt: instant.optional(),
  otherProvider: z.string().optional(),
  createdAt: instant,
})
export type Entry = z.output<typeof entry>

export const treatmentContract = {
  saveDraft: method({
    name: 'treatment.saveDraft',
    summary: 'Keeps an unsigned entry as it stands; made for autosave',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups, sparing: true },
    undo: 'treatment.discardDraft',
    input: contentChange.extend({
      visitId: id,
      entryId: id.optional(),
      /** Of the draft as last read; a stale one is refused (`conflict`). The window always gives it. */
      revision: revision.optional(),
      kind: z.enum(entryKinds).optional(),
      caret: caret.nullable().optional(),
    }),
    output: z.strictObject({ entryId: id, savedAt: instant, revision }),
  }),
  copyForward: method({
    name: 'treatment.copyForward',
    summary: 'Copies headings of an earlier entry into a draft and marks what was copied',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    input: z.strictObject({ entryId: id, from: id, headings: z.array(z.enum(headings)).min(1).max(headings.length) }),
    output: z.strictObject({ entry, revision }),
  }),
  discardDraft: method({
    name: 'treatment.discardDraft',
    summary: 'Throws an unsigned entry away; it can be brought back',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    undo: 'treatment.restoreDraft',
    input: z.strictObject({ entryId: id }),
    output: empty,
  }),
  restoreDraft: method({
    name: 'treatment.restoreDraft',
    summary: 'Brings a thrown-away draft back',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    undo: 'treatment.discardDraft',
    input: z.strictObject({ entryId: id }),
    output: empty,
  }),
  missing: method({
    name: 'treatment.missing',
    summary: 'What an entry still lacks before it is signed',
    kind: 'query',
    roles: care,
    logs: 'nothing',
    input: z.strictObject({ entryId: id }),
    output: z.strictObject({ missing: z.array(missingThing) }),
  }),
  sign: method({
    name: 'treatment.sign',
    summary: 'Freezes an entry; names everything that is missing (`incomplete`)',
    kind: 'command',
    roles: care,
    logs: { kind: 'sign', groups },
    input: z.strictObject({ entryId: id, revision: revision.optional() }),
    output: z.strictObject({ entryId: id, version: z.int(), state: z.enum(entryStates), signedAt: instant, contentHash: z.string() }),
  }),
  amend: method({
    name: 'treatment.amend',
    summary: 'A new version of a signed entry: given sections replace, the others stay, the original stays readable',
    kind: 'command',
    roles: care,
    logs: { kind: 'sign', groups },
    input: contentChange.omit({ templateId: true, copied: true }).extend({
      entryId: id,
      reason,
      /** The version that was amended, as read; another one since then is refused (`conflict`). */
      version: z.int().min(1).optional(),
    }),
    output: z.strictObject({ entryId: id, version: z.int(), state: z.enum(entryStates), signedAt: instant, contentHash: z.string() }),
  }),
  void: method({
    name: 'treatment.void',
    summary: 'Voids a signed entry with a reason; it stays readable',
    kind: 'command',
    roles: care,
    logs: { kind: 'sign', groups },
    input: z.strictObject({ entryId: id, reason, version: z.int().min(1).optional() }),
    output: z.strictObject({ entryId: id, version: z.int(), state: z.enum(entryStates), signedAt: instant, contentHash: z.string() }),
  }),
  get: method({
    name: 'treatment.get',
    summary: 'One entry, its newest or a named version',
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups },
    input: z.strictObject({ entryId: id, version: z.int().min(1).optional(), purpose: purpose.optional() }),
    output: entry,
  }),
  history: method({
    name: 'treatment.history',
    summary: 'Every version of an entry, oldest first',
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups },
    input: z.strictObject({ entryId: id, purpose: purpose.optional() }),
    output: z.strictObject({ versions: z.array(entry) }),
  }),
  list: method({
    name: 'treatment.list',
    summary: "A client's entries with their newest text, newest visit first",
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups },
    input: z.strictObject({
      clientId: id,
      limit: z.int().min(1).max(500).optional(),
      cursor: z.string().max(200).optional(),
      purpose: purpose.optional(),
    }),
    output: z.strictObject({ entries: z.array(entry), cursor: z.string().optional() }),
  }),
  unsigned: method({
    name: 'treatment.unsigned',
    summary: 'Drafts that wait for a signature, oldest first; by default those older than a day',
    kind: 'query',
    roles: care,
    logs: { kind: 'list', groups: ['identity', 'appointments'] },
    input: z.strictObject({
      olderThanHours: z
        .int()
        .min(0)
        .max(24 * 366)
        .optional(),
    }),
    output: z.strictObject({
      drafts: z.array(
        z.strictObject({
          entryId: id,
          visitId: id,
          clientId: id,
          displayName: z.string(),
          kind: z.enum(entryKinds),
          visitStartedAt: instant,
          savedAt: instant,
        }),
      ),
    }),
  }),
}

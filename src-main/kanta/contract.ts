// The export queue to Kanta. It decides what is required, writes documents to a folder for the system that does the sending, and takes the
// answers back; it sends nothing itself and is not a certified system (docs/kanta.md).
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { empty, id, instant, line, localDate, path, prose, purpose } from '../core/fields.ts'
import { entryKinds } from '../treatment/content-contract.ts'
import {
  codeRow,
  deliveryDocument,
  differencesFound,
  documentId,
  outboxFinding,
  previewProblem,
  queueRow,
  queueStateField,
  readableDocument,
  ruleCases,
} from './shapes-contract.ts'

const care = ['owner', 'practitioner'] as const
const groups = ['care'] as const
const reason = prose(2000).pipe(z.string().min(1, 'required'))
const result = z.enum(['accepted', 'rejected'])

export const kantaContract = {
  queue: method({
    name: 'kanta.queue',
    summary: 'Every signed version with its state and the rule that made it required or withheld, oldest first',
    kind: 'query',
    roles: care,
    logs: { kind: 'list', groups },
    input: z.strictObject({
      state: queueStateField.optional(),
      entryId: id.optional(),
      clientId: id.optional(),
      /** Rows after this `number`, in the order asked for. */
      after: z.int().min(0).optional(),
      newestFirst: z.boolean().optional(),
      limit: z.int().min(1).max(100_000).optional(),
    }),
    output: z.array(queueRow),
  }),
  status: method({
    name: 'kanta.status',
    summary: 'How the queue stands: counts, what keeps everything from being written, outboxes, and what this program does not do',
    kind: 'query',
    roles: care,
    // Waiting rows are judged again first, so that the counts are true; only a row that moves is logged.
    logs: { kind: 'change', groups, sparing: true },
    input: empty,
    output: z.strictObject({
      /** Whether the settings say that the official record is in Kanta. */
      inUse: z.boolean(),
      counts: z.record(queueStateField, z.int()),
      /** Practice-wide problems; those that block keep every document back. */
      problems: z.array(previewProblem),
      /** Restored or copied since the last export: the next one compares with the outbox and asks. */
      restored: z.boolean(),
      /** This vault may export (it is the live one). */
      live: z.boolean(),
      outboxes: z.array(z.strictObject({ id: z.string(), path: z.string(), documents: z.int(), lastUsedAt: instant })),
      unverifiedCodes: z.int(),
      /** Standing gaps, keys with texts in the window: what belongs to Kanta and is not made here. */
      gaps: z.array(z.enum(['sending', 'certification', 'signature', 'appointmentDocuments', 'serviceEventDocument'])),
    }),
  }),
  history: method({
    name: 'kanta.history',
    summary: "One entry's rows, documents, holds and every answer that came",
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups },
    input: z.strictObject({ entryId: id, purpose: purpose.optional() }),
    output: z.strictObject({
      rows: z.array(queueRow),
      documents: z.array(
        z.strictObject({
          documentId,
          setId: documentId,
          version: z.int(),
          kind: z.enum(['document', 'void']),
          sizeBytes: z.int(),
          sha256: z.string(),
          fixedAt: instant,
          exportedAt: instant.optional(),
          answer: result.optional(),
          answerDetail: z.string().optional(),
          answeredAt: instant.optional(),
        }),
      ),
      holds: z.array(
        z.strictObject({
          reason: z.string(),
          heldBy: z.string(),
          heldAt: instant,
          releaseReason: z.string().optional(),
          releasedAt: instant.optional(),
        }),
      ),
      answers: z.array(
        z.strictObject({
          documentId: z.string(),
          result,
          detail: z.string().optional(),
          receivedAt: instant,
          source: z.enum(['hand', 'file', 'connector']),
          outcome: z.enum(['applied', 'repeated', 'contradicting', 'unknown', 'notAwaited']),
        }),
      ),
    }),
  }),
  preview: method({
    name: 'kanta.preview',
    summary: "An entry's document as it is, or as it would be: XML, the same for a human reader, and what is missing. Works on drafts",
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups },
    input: z.strictObject({ entryId: id, purpose: purpose.optional() }),
    output: z.strictObject({
      xml: z.string(),
      problems: z.array(previewProblem),
      /** True when these very bytes were written; false while number and version are provisional. */
      final: z.boolean(),
      /** Not signed: this is what it would be. */
      draft: z.boolean(),
      kind: z.enum(entryKinds),
      row: queueRow.optional(),
      readable: readableDocument,
    }),
  }),
  missing: method({
    name: 'kanta.missing',
    summary: 'What the queue would decide of a draft if it were signed now, and what its document would lack',
    kind: 'query',
    roles: care,
    logs: 'nothing',
    input: z.strictObject({ entryId: id }),
    output: z.strictObject({
      /** False while the official record is not in Kanta; nothing else is told then. */
      inUse: z.boolean(),
      required: z.boolean().optional(),
      ruleCase: z.enum(ruleCases).optional(),
      /** The rule in words, number first, in the user's language. */
      reason: z.string().optional(),
      problems: z.array(previewProblem),
    }),
  }),
  cancel: method({
    name: 'kanta.cancel',
    summary: 'Stops the export under way after the documents in hand; what is written stays, the rest waits for the next export',
    kind: 'command',
    roles: care,
    runs: 'alone',
    logs: 'nothing',
    input: empty,
    output: z.strictObject({ wasRunning: z.boolean() }),
  }),
  export: method({
    name: 'kanta.export',
    summary: 'Writes every required document that waits to an outbox folder; writing again writes the same bytes',
    kind: 'command',
    roles: care,
    logs: { kind: 'export', groups: ['care', 'identity'] },
    runs: 'alone',
    input: z.strictObject({
      /** Made when it is not there and was never used. */
      outbox: path,
      /**
       * When the outbox holds documents that this database does not know, or the database was restored: `ask` (default) refuses with
       * `conflict` and the list; `takeOver` counts them as written and goes on; `ignore` leaves them as they are and goes on.
       */
      differences: z.enum(['ask', 'takeOver', 'ignore']).optional(),
    }),
    output: z.strictObject({
      written: z.array(deliveryDocument),
      skipped: z.array(
        z.strictObject({
          entryId: id,
          documentId: documentId.optional(),
          /** `alreadyThere`: lies in the outbox and waits for its answer; `blocked`: something it can't do without is missing. */
          reason: z.enum(['alreadyThere', 'blocked', 'failed', 'waitsForEarlier']),
          problems: z.array(previewProblem).optional(),
        }),
      ),
      findings: z.array(outboxFinding),
      /** Documents of the outbox taken over or left, when there were any. */
      differences: differencesFound.optional(),
      manifest: z.string(),
      /** The system signature is made by the sending system; these files have none. */
      signed: z.literal(false),
    }),
  }),
  acknowledge: method({
    name: 'kanta.acknowledge',
    summary: "Records the archive's answer to one document; an unknown, second or contradicting answer is reported and changes nothing",
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    runs: 'alone',
    input: z.strictObject({ documentId, result, detail: prose(2000).optional(), time: instant.optional() }),
    output: z.strictObject({ documentId, state: queueStateField, outcome: z.enum(['applied', 'repeated']) }),
  }),
  importAcknowledgements: method({
    name: 'kanta.importAcknowledgements',
    summary: "Reads the archive's answers from a JSON or XML file and says what became of each",
    kind: 'command',
    roles: care,
    logs: { kind: 'import', groups },
    runs: 'alone',
    input: z.strictObject({ path }),
    output: z.strictObject({
      applied: z.int(),
      repeated: z.int(),
      unknown: z.int(),
      contradicting: z.int(),
      notAwaited: z.int(),
      answers: z.array(
        z.strictObject({
          documentId: z.string(),
          result,
          outcome: z.enum(['applied', 'repeated', 'contradicting', 'unknown', 'notAwaited']),
          message: z.string(),
        }),
      ),
    }),
  }),
  retry: method({
    name: 'kanta.retry',
    summary: 'Puts a rejected document back into the queue; it gets a new id when anything in it has changed',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    input: z.strictObject({ documentId }),
    output: queueRow,
  }),
  withhold: method({
    name: 'kanta.withhold',
    summary: 'Keeps an entry from being exported, with a reason',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    undo: 'kanta.release',
    input: z.strictObject({ entryId: id, reason }),
    output: z.strictObject({ entryId: id, held: z.literal(true), row: queueRow.optional() }),
  }),
  release: method({
    name: 'kanta.release',
    summary: 'Ends a withholding; the rules decide again',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    undo: 'kanta.withhold',
    input: z.strictObject({ entryId: id, reason }),
    output: z.strictObject({ entryId: id, held: z.literal(false), row: queueRow.optional() }),
  }),
  codes: method({
    name: 'kanta.codes',
    summary: 'The code table: every code and code system that a document holds, with its source and date',
    kind: 'query',
    roles: care,
    logs: 'nothing',
    input: empty,
    output: z.strictObject({ codes: z.array(codeRow) }),
  }),
  changeCode: method({
    name: 'kanta.changeCode',
    summary: 'Corrects one row of the code table; documents already written stay as they are',
    kind: 'command',
    roles: ['owner'],
    logs: { kind: 'settings', groups: ['settings'] },
    undo: 'kanta.resetCode',
    input: z.strictObject({
      key: line(60),
      code: line(40).optional(),
      codeSystem: line(200).optional(),
      codeSystemName: line(200).optional(),
      displayName: line(300).optional(),
      /** Where she has it from. */
      source: line(500),
      date: localDate.optional(),
      verified: z.boolean().optional(),
    }),
    output: codeRow,
  }),
  resetCode: method({
    name: 'kanta.resetCode',
    summary: "Puts one row of the code table back to the program's own",
    kind: 'command',
    roles: ['owner'],
    logs: { kind: 'settings', groups: ['settings'] },
    input: z.strictObject({ key: line(60) }),
    output: codeRow,
  }),
}

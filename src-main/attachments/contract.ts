// Files that belong to a client, in the encrypted store ([Note: attachment store]): pictures, PDF documents, forms.
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { empty, id, instant, line, path, prose, purpose, requiredLine, revision } from '../core/fields.ts'

const care = ['owner', 'practitioner'] as const
const groups = ['care'] as const
/** Suggested; own words are allowed. `photo` is R2, `form` R3, `patientDocument` R4, `referral` and `statement` R1 of the retention table. */
export const attachmentKinds = ['photo', 'form', 'patientDocument', 'referral', 'statement', 'consent', 'other'] as const
/** Bytes of the biggest file. */
export const largestAttachment = 50 * 1024 * 1024

export const attachment = z.strictObject({
  id,
  revision,
  clientId: id,
  visitId: id.optional(),
  kind: z.string(),
  fileName: z.string(),
  /** By content. */
  mediaType: z.string(),
  /** The name's ending said something else; `attachments.export` gives one that is true. */
  nameMisleads: z.boolean(),
  bytes: z.int(),
  description: z.string().optional(),
  /** What the file tells beside its picture: place, camera, time, program, person, text, preview, other. */
  metadata: z.array(z.string()),
  removedAt: instant.optional(),
  removedReason: z.string().optional(),
  createdAt: instant,
  updatedAt: instant,
})
export type Attachment = z.output<typeof attachment>

export const attachmentsContract = {
  add: method({
    name: 'attachments.add',
    summary: 'Adds a file to a client, judged by its content; refused when damaged, too large or of another type',
    kind: 'command',
    roles: care,
    logs: { kind: 'create', groups },
    runs: 'alone',
    undo: 'attachments.remove',
    input: z.strictObject({
      clientId: id,
      visitId: id.optional(),
      /** The file; or `dataBase64` and `fileName`, for what is pasted or dropped. */
      path: path.optional(),
      dataBase64: z.base64().optional(),
      fileName: line(255).optional(),
      kind: requiredLine(40),
      description: prose(1000).optional(),
      /** Takes place, camera, times and the like out of it first. */
      stripMetadata: z.boolean().optional(),
      purpose: purpose.optional(),
    }),
    output: attachment,
  }),
  list: method({
    name: 'attachments.list',
    summary: "A client's files, newest first; removed ones when asked for",
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups },
    input: z.strictObject({ clientId: id, visitId: id.optional(), removed: z.boolean().optional(), purpose: purpose.optional() }),
    output: z.strictObject({ attachments: z.array(attachment) }),
  }),
  read: method({
    name: 'attachments.read',
    summary: 'The content of a file, for the preview in a sandboxed view',
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups },
    runs: 'alone',
    input: z.strictObject({ id, purpose: purpose.optional() }),
    output: z.strictObject({ fileName: z.string(), mediaType: z.string(), dataBase64: z.string() }),
  }),
  export: method({
    name: 'attachments.export',
    summary: 'Writes a file out, unencrypted, under a name of her choice',
    kind: 'command',
    roles: care,
    logs: { kind: 'export', groups },
    runs: 'alone',
    input: z.strictObject({
      id,
      path,
      stripMetadata: z.boolean().optional(),
      overwrite: z.boolean().optional(),
      purpose: purpose.optional(),
    }),
    output: z.strictObject({ path: z.string(), bytes: z.int(), sha256: z.string() }),
  }),
  strip: method({
    name: 'attachments.strip',
    summary: 'Takes the metadata out of a stored picture for good',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    runs: 'alone',
    input: z.strictObject({ id, purpose: purpose.optional() }),
    output: attachment,
  }),
  describe: method({
    name: 'attachments.describe',
    summary: 'Changes kind, description or visit of a file; refuses a stale revision',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    input: z.strictObject({
      id,
      revision,
      kind: requiredLine(40).optional(),
      description: prose(1000).optional(),
      visitId: id.nullable().optional(),
      purpose: purpose.optional(),
    }),
    output: attachment,
  }),
  remove: method({
    name: 'attachments.remove',
    summary: 'Takes a file out of the record with a reason; it comes back with `attachments.restore` until it is destroyed',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    undo: 'attachments.restore',
    input: z.strictObject({ id, reason: prose(1000).optional(), purpose: purpose.optional() }),
    output: empty,
  }),
  restore: method({
    name: 'attachments.restore',
    summary: 'Brings a removed file back',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    undo: 'attachments.remove',
    input: z.strictObject({ id, purpose: purpose.optional() }),
    output: empty,
  }),
}

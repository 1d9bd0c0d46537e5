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
  /** Another file of this client, not removed, has the same content. */
  hasTwin: z.boolean(),
  /** `attachments.strip` can take the metadata out of files of this type. */
  strippable: z.boolean(),
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
      /** The file; or `dataBase64` and `fileName`, for what is small and pasted; or a transfer that has come in whole. */
      path: path.optional(),
      dataBase64: z.base64().optional(),
      transferId: id.optional(),
      fileName: line(255).optional(),
      /** Without it `photo` for a picture, `patientDocument` for a document. */
      kind: requiredLine(40).optional(),
      description: prose(1000).optional(),
      /** Takes place, camera, times and the like out of it first. */
      stripMetadata: z.boolean().optional(),
      purpose: purpose.optional(),
    }),
    output: attachment,
  }),
  beginTransfer: method({
    name: 'attachments.beginTransfer',
    summary:
      'Makes room in memory for a file without a path (pasted, dropped from another program); too large is said before a byte is sent',
    kind: 'command',
    roles: care,
    logs: 'nothing',
    runs: 'alone',
    input: z.strictObject({ bytes: z.int().min(0) }),
    output: z.strictObject({ transferId: id }),
  }),
  sendPart: method({
    name: 'attachments.sendPart',
    summary:
      'The next part of a transfer; it lies in memory only, until it is added, cancelled, followed by another, or the vault is locked',
    kind: 'command',
    roles: care,
    logs: 'nothing',
    runs: 'alone',
    input: z.strictObject({ transferId: id, dataBase64: z.base64().max(4 * 1024 * 1024) }),
    output: z.strictObject({ bytes: z.int() }),
  }),
  cancel: method({
    name: 'attachments.cancel',
    summary: 'Stops the adding under way and forgets a transfer; nothing of it is kept',
    kind: 'command',
    roles: care,
    logs: 'nothing',
    runs: 'alone',
    input: empty,
    output: z.strictObject({ wasRunning: z.boolean() }),
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
  page: method({
    name: 'attachments.page',
    summary: 'One page of a PDF as a picture (SVG), for the preview: nothing in the file can run or reach out',
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups },
    runs: 'alone',
    input: z.strictObject({ id, page: z.int().min(1).max(10_000), purpose: purpose.optional() }),
    output: z.strictObject({ pages: z.int(), svg: z.string() }),
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
    summary: 'Changes name, kind, description or visit of a file; refuses a stale revision',
    kind: 'command',
    roles: care,
    logs: { kind: 'change', groups },
    input: z.strictObject({
      id,
      revision,
      fileName: requiredLine(255).optional(),
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

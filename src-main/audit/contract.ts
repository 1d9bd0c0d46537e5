import * as z from 'zod'
import { dataGroups, logKinds, method, purposes } from '../core/contract.ts'
import { empty, id, instant, localDate, path, prose } from '../core/fields.ts'

export const auditEntry = z.strictObject({
  number: z.int(),
  at: instant,
  userId: z.string(),
  userName: z.string(),
  userTitle: z.string().nullable(),
  role: z.string(),
  provider: z.string().nullable(),
  clientIds: z.array(z.string()),
  method: z.string(),
  kind: z.enum(logKinds),
  groups: z.array(z.enum(dataGroups)),
  purpose: z.enum(purposes).nullable(),
  source: z.enum(['window', 'cli']),
  details: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string(),
})
export type AuditEntry = z.output<typeof auditEntry>

/** What can be wrong with the log, told apart (architecture.md, *The log*). */
export const findingKinds = [
  'rowEdited',
  'rowInserted',
  'rowMissing',
  'tailCut',
  'olderCopy',
  'anchorMissing',
  'anchorDamaged',
  'headMismatch',
  'indexMismatch',
  'anchorUnknown',
  /** A signed treatment entry is not what was signed, is missing, or was signed by nobody. */
  'entryChanged',
] as const
export const finding = z.strictObject({
  id: z.string(),
  kind: z.enum(findingKinds),
  foundAt: instant,
  number: z.int().nullable(),
  detail: z.record(z.string(), z.unknown()),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  note: z.string().nullable(),
})
export type Finding = z.output<typeof finding>
const anchor = z.strictObject({ number: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) })

export const auditContract = {
  list: method({
    name: 'audit.list',
    summary: 'Log entries, newest first',
    kind: 'query',
    roles: ['owner', 'practitioner'],
    logs: { kind: 'view', groups: ['useLog'] },
    input: z.strictObject({
      clientId: id.optional(),
      userId: id.optional(),
      from: z.union([instant, localDate]).optional(),
      to: z.union([instant, localDate]).optional(),
      kind: z.enum(logKinds).optional(),
      limit: z.int().min(1).max(1000).optional(),
      cursor: z.string().max(40).optional(),
    }),
    output: z.strictObject({ entries: z.array(auditEntry), cursor: z.string().optional() }),
  }),
  verify: method({
    name: 'audit.verify',
    summary: 'Checks the whole chain against its anchor and any printed anchors',
    kind: 'query',
    roles: ['owner'],
    logs: { kind: 'verify', groups: ['useLog'] },
    runs: 'alone',
    input: z.strictObject({ anchors: z.array(anchor).max(1000).optional() }),
    output: z.strictObject({
      ok: z.boolean(),
      entries: z.int(),
      head: anchor,
      firstBad: z.int().optional(),
      findings: z.array(finding),
    }),
  }),
  acknowledge: method({
    name: 'audit.acknowledge',
    summary: 'The owner says in words that she knows of a finding',
    kind: 'command',
    roles: ['owner'],
    logs: { kind: 'finding', groups: ['useLog'] },
    input: z.strictObject({ finding: z.string().min(1).max(100), note: prose(2000).pipe(z.string().min(3, 'required')) }),
    output: finding,
  }),
  extract: method({
    name: 'audit.extract',
    summary: 'What a client may see of the use of her data (703/2023 § 11), in her language',
    kind: 'command',
    roles: ['owner'],
    logs: { kind: 'export', groups: ['useLog'] },
    runs: 'alone',
    input: z.strictObject({
      clientId: id,
      from: localDate.optional(),
      to: localDate.optional(),
      path,
      format: z.enum(['pdf', 'csv', 'html', 'txt']),
      overwrite: z.boolean().optional(),
    }),
    output: z.strictObject({ path: z.string(), entries: z.int(), sha256: z.string() }),
  }),
  recordRefusals: method({
    name: 'audit.recordRefusals',
    summary: 'The shell reports refused requests, navigations, windows, permissions and senders',
    kind: 'command',
    roles: 'everyone',
    logs: { kind: 'finding', groups: [] },
    input: z.strictObject({
      network: z.int().min(0),
      navigation: z.int().min(0),
      windows: z.int().min(0),
      permissions: z.int().min(0),
      senders: z.int().min(0),
      letThrough: z.int().min(0),
    }),
    output: empty,
  }),
  status: method({
    name: 'audit.status',
    summary: 'Head of the log, newest verification and open findings',
    kind: 'query',
    roles: 'everyone',
    logs: 'nothing',
    input: empty,
    output: z.strictObject({
      head: anchor,
      lastVerifiedAt: instant.nullable(),
      lastVerifiedOk: z.boolean().nullable(),
      openFindings: z.array(finding),
    }),
  }),
}

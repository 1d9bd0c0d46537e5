// The yearly restore, its question and its certificate.
import * as z from 'zod'
import { languages, method } from '../core/contract.ts'
import { empty, id, instant, path, sha256 } from '../core/fields.ts'
import { checkRow, drill, opener, seen } from './shapes-contract.ts'

export const drillContract = {
  drill: method({
    name: 'backup.drill',
    summary: 'Restores a backup into a scratch vault, proves it, writes the certificate and removes the scratch',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'restore', groups: ['identity'] },
    secrets: ['backupPassphrase', 'recoveryKey'],
    /** `certificate`: `.pdf`, `.html` or `.txt`. Language: the practice's unless given. */
    input: z.strictObject({ path, certificate: path, overwrite: z.boolean().optional(), language: z.enum(languages).optional() }),
    output: z.strictObject({
      ok: z.boolean(),
      checks: z.array(checkRow),
      certificate: z.string(),
      drillId: id,
      sha256,
      openedWith: opener,
      backupCreatedAt: instant,
      oldest: seen.nullable(),
      newest: seen.nullable(),
      clients: z.int(),
    }),
  }),
  confirmDrill: method({
    name: 'backup.confirmDrill',
    summary: 'Adds the owner’s yes, or no, to "Is this right?" and writes the certificate anew',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'restore', groups: [] },
    /** The certificate's path, or the drill's id. */
    input: z.strictObject({ certificate: path, right: z.boolean().optional() }),
    output: drill,
  }),
  drills: method({
    name: 'backup.drills',
    summary: 'Drills that were made, newest first',
    kind: 'query',
    roles: ['owner'],
    logs: 'nothing',
    input: empty,
    output: z.array(drill),
  }),
  certificatePages: method({
    name: 'backup.certificatePages',
    summary: 'Pages of a kept certificate as pictures, for the window and its printer',
    kind: 'query',
    roles: ['owner'],
    runs: 'alone',
    logs: 'nothing',
    input: z.strictObject({ id, language: z.enum(languages).optional() }),
    output: z.strictObject({ pages: z.array(z.string()), widthPoints: z.number(), heightPoints: z.number() }),
  }),
  writeCertificate: method({
    name: 'backup.writeCertificate',
    summary: 'Writes a kept certificate once more',
    kind: 'command',
    roles: ['owner'],
    runs: 'alone',
    logs: { kind: 'print', groups: [] },
    input: z.strictObject({ id, path, overwrite: z.boolean().optional(), language: z.enum(languages).optional() }),
    output: z.strictObject({ path: z.string(), sha256 }),
  }),
}

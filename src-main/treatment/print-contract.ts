// Paper: one entry, one visit or the whole record, in the client's language for the parts that are ours.
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { id, path, purpose } from '../core/fields.ts'

const care = ['owner', 'practitioner'] as const
const groups = ['care'] as const

export const printContract = {
  print: method({
    name: 'treatment.print',
    summary: 'One entry, one visit or the whole record as PDF, HTML or text, with a log extract when asked',
    kind: 'command',
    roles: care,
    logs: { kind: 'print', groups },
    runs: 'alone',
    input: z.strictObject({
      /** Exactly one of the three. */
      entryId: id.optional(),
      visitId: id.optional(),
      clientId: id.optional(),
      path,
      format: z.enum(['pdf', 'html', 'txt']).optional(),
      /** Earlier versions too; the whole record always has them. */
      versions: z.boolean().optional(),
      /** Adds the use and disclosures of the last two years; with `clientId` only. */
      logExtract: z.boolean().optional(),
      overwrite: z.boolean().optional(),
      purpose: purpose.optional(),
    }),
    output: z.strictObject({ path: z.string(), entries: z.int(), sha256: z.string() }),
  }),
  preview: method({
    name: 'treatment.preview',
    summary: 'The pages of the same document as SVG, for the window',
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups },
    runs: 'alone',
    input: z.strictObject({
      entryId: id.optional(),
      visitId: id.optional(),
      clientId: id.optional(),
      versions: z.boolean().optional(),
      logExtract: z.boolean().optional(),
      purpose: purpose.optional(),
    }),
    output: z.strictObject({ title: z.string(), pages: z.array(z.string()) }),
  }),
}

// Paper: one entry, one visit or the whole record, in the client's language for the parts that are ours.
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { id, language, path, purpose } from '../core/fields.ts'

const care = ['owner', 'practitioner'] as const
const groups = ['care'] as const

const pagesInput = z.strictObject({
  entryId: id.optional(),
  visitId: id.optional(),
  clientId: id.optional(),
  versions: z.boolean().optional(),
  logExtract: z.boolean().optional(),
  language: language.optional(),
  purpose: purpose.optional(),
})
const pages = z.strictObject({ title: z.string(), language, pages: z.array(z.string()) })

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
      /** Default: the client's own. */
      language: language.optional(),
      purpose: purpose.optional(),
    }),
    output: z.strictObject({ path: z.string(), entries: z.int(), sha256: z.string() }),
  }),
  printPages: method({
    name: 'treatment.printPages',
    summary: 'The pages for the printer, as SVG; the log says that they were printed',
    kind: 'command',
    roles: care,
    logs: { kind: 'print', groups },
    runs: 'alone',
    input: pagesInput,
    output: pages,
  }),
  preview: method({
    name: 'treatment.preview',
    summary: 'The pages of the same document as SVG, for the window',
    kind: 'query',
    roles: care,
    logs: { kind: 'view', groups },
    runs: 'alone',
    input: pagesInput,
    output: pages,
  }),
}

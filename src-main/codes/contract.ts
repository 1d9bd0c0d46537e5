// Diagnosis and procedure codes of her own: imported from a list she has the right to use, searchable, never required. No client data.
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { empty, id, instant, line, path, requiredLine } from '../core/fields.ts'

const care = ['owner', 'practitioner'] as const
const logs = { kind: 'settings', groups: ['settings'] } as const
export const codeKinds = ['diagnosis', 'procedure'] as const
export const code = z.strictObject({
  id,
  kind: z.enum(codeKinds),
  system: z.string(),
  code: z.string(),
  name: z.string(),
  source: z.string(),
  importedAt: instant,
  retired: z.boolean(),
})
export type Code = z.output<typeof code>

export const codesContract = {
  import: method({
    name: 'codes.import',
    summary: 'Reads codes from a CSV file with the headings code and name, and kind and system if the file has them',
    kind: 'command',
    roles: care,
    logs: { kind: 'import', groups: ['settings'] },
    input: z.strictObject({
      path,
      /** For rows whose file does not say. */
      kind: z.enum(codeKinds).optional(),
      /** Name of the list, `ICD-10`. */
      system: line(60).optional(),
      dryRun: z.boolean().optional(),
    }),
    output: z.strictObject({
      created: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      errors: z.array(z.strictObject({ line: z.int(), message: z.string() })),
    }),
  }),
  add: method({
    name: 'codes.add',
    summary: 'Adds one code, or renames it',
    kind: 'command',
    roles: care,
    logs,
    input: z.strictObject({
      kind: z.enum(codeKinds),
      system: requiredLine(60),
      code: requiredLine(40),
      name: requiredLine(300),
    }),
    output: code,
  }),
  search: method({
    name: 'codes.search',
    summary: 'Codes by the beginning of the code or by words of the name; empty text lists all',
    kind: 'query',
    roles: care,
    logs: 'nothing',
    input: z.strictObject({
      text: z.string().max(200, 'tooLong'),
      kind: z.enum(codeKinds).optional(),
      retired: z.boolean().optional(),
      limit: z.int().min(1).max(1000).optional(),
    }),
    output: z.strictObject({ codes: z.array(code), more: z.boolean() }),
  }),
  retire: method({
    name: 'codes.retire',
    summary: 'Stops offering a code; entries that use it keep it',
    kind: 'command',
    roles: care,
    logs,
    undo: 'codes.restore',
    input: z.strictObject({ id }),
    output: empty,
  }),
  restore: method({
    name: 'codes.restore',
    summary: 'Offers a code again',
    kind: 'command',
    roles: care,
    logs,
    undo: 'codes.retire',
    input: z.strictObject({ id }),
    output: empty,
  }),
}

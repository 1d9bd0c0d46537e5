import * as z from 'zod'
import { method } from '../core/contract.ts'
import { empty, id, instant, line, path, purpose } from '../core/fields.ts'

export const importEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
/** What a column of a client file may be. Several columns may go to one field; some fields take a part of a client's field. */
export const importFields = [
  'lastName',
  'firstName',
  'middleName',
  'callName',
  /** Both names in one column: order judged, last name first, first name first. */
  'fullName',
  'lastNameFirst',
  'firstNameFirst',
  'hetu',
  'birthDate',
  'birthDay',
  'birthMonth',
  'birthYear',
  'sex',
  /** The first that holds one is the client's; what is left goes to the note. */
  'email',
  'otherEmail',
  'phone',
  'otherPhone',
  'street',
  'streetMore',
  'postalCode',
  'city',
  'country',
  /** `00100 Helsinki`; `Esimerkkikatu 1, 00100 Helsinki`. */
  'postalPlace',
  'address',
  'language',
  'occupation',
  'safetyProhibition',
  'dateOfDeath',
  'guardianName',
  'guardianPhone',
  /** Into the note: as it is, or as a line `heading: value`. */
  'note',
  'noteLine',
] as const

const mapping = z.union([
  z.array(z.string().max(60, 'tooLong').nullable()).max(2000),
  z.record(z.string().max(500), z.union([z.string().max(500, 'tooLong'), z.int(), z.null()])),
])

/** Something about a line of the file; `field` is a client's field, or empty for the line as a whole. */
export const importNotice = z.strictObject({ line: z.int(), field: z.string(), code: z.string(), message: z.string() })
export type ImportNotice = z.output<typeof importNotice>

/** A column of the file. `field` is what it is read as; `proposed` what its heading suggests. */
export const importColumn = z.strictObject({
  column: z.int(),
  heading: z.string(),
  field: z.string().nullable(),
  proposed: z.string().nullable(),
  examples: z.array(z.string()),
})

export const exchangeContract = {
  importClients: method({
    name: 'exchange.importClients',
    summary: 'Adds clients from a CSV file; a dry run tells what would happen',
    kind: 'command',
    roles: ['owner', 'practitioner', 'assistant'],
    logs: { kind: 'import', groups: ['identity', 'contact', 'representatives'] },
    runs: 'alone',
    input: z.strictObject({
      path,
      /** Reads, maps and compares, and changes nothing. */
      dryRun: z.boolean().optional(),
      /** Field for each column by position, or heading → field, or field → heading. Absent: as proposed. */
      mapping: mapping.optional(),
      encoding: z.enum(importEncodings).optional(),
      delimiter: z
        .string()
        .length(1)
        .refine((sign) => !/["\r\n]/.test(sign))
        .optional(),
      /** False when the first row is already a client. Absent: judged. */
      hasHeadings: z.boolean().optional(),
      /** What the register description calls the source. */
      sourceName: line(100).optional(),
      purpose: purpose.optional(),
    }),
    output: z.strictObject({
      created: z.int(),
      updated: z.int(),
      /** Rows that changed nothing: known already, or refused. created + updated + skipped = rows. */
      skipped: z.int(),
      errors: z.array(importNotice),
      /** Of the skipped rows: those that were refused, each with at least one error. */
      refused: z.int(),
      rows: z.int(),
      dryRun: z.boolean(),
      warnings: z.array(importNotice),
      /** The lists above end at 10,000 entries; these count all. */
      errorCount: z.int(),
      warningCount: z.int(),
      possibleDuplicates: z.int(),
      importId: id.nullable(),
      sourceName: z.string().nullable(),
      encoding: z.enum(importEncodings),
      delimiter: z.string(),
      hasHeadings: z.boolean(),
      columns: z.array(importColumn),
      /** Field for each column by position, as it can be given back. */
      mapping: z.array(z.string().nullable()),
      sample: z.array(z.array(z.string())),
    }),
  }),
  listImports: method({
    name: 'exchange.listImports',
    summary: 'Imports of clients there have been',
    kind: 'query',
    roles: ['owner', 'practitioner', 'assistant'],
    logs: 'nothing',
    input: empty,
    output: z.array(
      z.strictObject({
        id,
        sourceName: z.string().nullable(),
        fileName: z.string(),
        importedAt: instant,
        created: z.int(),
        updated: z.int(),
        skipped: z.int(),
      }),
    ),
  }),
  nameImport: method({
    name: 'exchange.nameImport',
    summary: 'Names the source of an import, for the register description',
    kind: 'command',
    roles: ['owner'],
    logs: { kind: 'settings', groups: ['settings'] },
    input: z.strictObject({ id, sourceName: line(100) }),
    output: z.strictObject({ id, sourceName: z.string().nullable() }),
  }),
}

import * as z from 'zod'
import { languages, method } from '../core/contract.ts'
import { empty, instant, localDate, path, sha256 } from '../core/fields.ts'

/** Sections of the public notice in the order they are printed; what is left out is not counted. */
export const sectionKeys = [
  'controller',
  'contact',
  'register',
  'purposes',
  'sources',
  'data',
  'mandatory',
  'recipients',
  'processors',
  'transfers',
  'retention',
  'protection',
  'rights',
  'marketing',
  'officialRecord',
  'cookies',
  'ipLog',
  'complaint',
  'minors',
  'legislation',
  'history',
] as const
export type SectionKey = (typeof sectionKeys)[number]

export const audiences = ['public', 'internal'] as const
export const formats = ['pdf', 'html', 'txt', 'json'] as const
/** `notice`: the whole; `short`: one page for the waiting room; `large`: 16 pt; `child`: the short form for a minor. */
export const variants = ['notice', 'short', 'large', 'child'] as const

export const missing = z.strictObject({ section: z.string(), setting: z.string(), message: z.string() })
export const warning = z.strictObject({ section: z.string(), code: z.string(), setting: z.string().optional(), message: z.string() })
export const driftKinds = ['facts', 'model', 'text', 'law', 'claim', 'language', 'time'] as const
export const drift = z.strictObject({
  since: z.union([instant, localDate]),
  kind: z.enum(driftKinds),
  section: z.string().nullable(),
  what: z.string(),
  severity: z.enum(['urgent', 'normal', 'note']),
})
export type Missing = z.output<typeof missing>
export type Warning = z.output<typeof warning>
export type Drift = z.output<typeof drift>

const version = z.strictObject({
  version: z.int(),
  date: localDate,
  factsSha256: sha256,
  changes: z.array(z.strictObject({ section: z.string().nullable(), text: z.string() })),
  files: z.array(
    z.strictObject({
      audience: z.enum(audiences),
      variant: z.enum(variants),
      format: z.enum(formats),
      language: z.enum(languages),
      sha256,
      writtenAt: instant,
    }),
  ),
  confirmedOn: localDate.nullable(),
})

export const privacyContract = {
  checkRegisterDescription: method({
    name: 'privacy.checkRegisterDescription',
    summary: 'What the register description lacks, and what has changed since it was last written',
    kind: 'query',
    roles: ['owner', 'practitioner', 'assistant'],
    logs: 'nothing',
    input: z.strictObject({ language: z.enum(languages).optional() }),
    output: z.strictObject({
      complete: z.boolean(),
      missing: z.array(missing),
      warnings: z.array(warning),
      drift: z.array(drift),
      /** Sections left out because what they tell of is not in use. */
      leftOut: z.array(z.strictObject({ section: z.string(), title: z.string(), why: z.string() })),
      newest: z.strictObject({ version: z.int(), date: localDate }).nullable(),
    }),
  }),
  writeRegisterDescription: method({
    name: 'privacy.writeRegisterDescription',
    summary: 'Writes the register description to a file; refuses while something required is missing',
    kind: 'command',
    roles: ['owner'],
    logs: { kind: 'export', groups: ['settings'] },
    runs: 'alone',
    input: z.strictObject({
      format: z.enum(formats),
      language: z.enum(languages),
      path,
      audience: z.enum(audiences).optional(),
      variant: z.enum(variants).optional(),
      overwrite: z.boolean().optional(),
    }),
    output: z.strictObject({ path: z.string(), version: z.int(), date: localDate, sha256 }),
  }),
  previewRegisterDescription: method({
    name: 'privacy.previewRegisterDescription',
    summary: 'The pages as they are now, missing facts marked, as SVG',
    kind: 'query',
    roles: ['owner'],
    logs: 'nothing',
    runs: 'alone',
    input: z.strictObject({ language: z.enum(languages), audience: z.enum(audiences).optional(), variant: z.enum(variants).optional() }),
    output: z.strictObject({ version: z.int(), pages: z.array(z.string()), complete: z.boolean() }),
  }),
  registerDescriptionHistory: method({
    name: 'privacy.registerDescriptionHistory',
    summary: 'Every written version, its date, hash and what changed',
    kind: 'query',
    roles: ['owner', 'practitioner', 'assistant'],
    logs: 'nothing',
    input: empty,
    output: z.array(version),
  }),
  readRegisterDescriptionVersion: method({
    name: 'privacy.readRegisterDescriptionVersion',
    summary: 'An old version as it was written',
    kind: 'query',
    roles: ['owner', 'practitioner', 'assistant'],
    logs: 'nothing',
    runs: 'alone',
    input: z.strictObject({ version: z.int().min(1), language: z.enum(languages), audience: z.enum(audiences).optional() }),
    output: z.strictObject({ html: z.string(), sha256 }),
  }),
  confirmRegisterDescription: method({
    name: 'privacy.confirmRegisterDescription',
    summary: 'Says that nothing has changed in the last year; only when nothing has',
    kind: 'command',
    roles: ['owner'],
    logs: { kind: 'settings', groups: ['settings'] },
    input: empty,
    output: z.strictObject({ version: z.int(), confirmedOn: localDate }),
  }),
  catalogue: method({
    name: 'privacy.catalogue',
    summary: 'Every column that holds personal data: what it is, why it is kept, how long',
    kind: 'query',
    roles: ['owner'],
    logs: 'nothing',
    input: empty,
    output: z.array(
      z.strictObject({
        column: z.string(),
        group: z.string(),
        label: z.string(),
        need: z.enum(['law', 'service', 'voluntary', 'system']),
        retentionClass: z.string(),
        inUse: z.boolean(),
      }),
    ),
  }),
}

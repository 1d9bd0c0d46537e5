// Entry templates and phrases: the shipped ones (assets/entry-templates, in three languages) and the practice's own. No client data.
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { empty, id, language, line, prose, requiredLine, revision } from '../core/fields.ts'
import { scaleIds } from '../measures/scales-contract.ts'
import { entryKinds, headings } from '../treatment/content-contract.ts'

const care = ['owner', 'practitioner'] as const
const logs = { kind: 'settings', groups: ['settings'] } as const

export const templateContent = z.strictObject({
  /** Headings shown, in their order; the others stay behind "more". */
  headings: z.array(z.enum(headings)).min(1).max(headings.length),
  /** Text that stands there when the note is begun. */
  sections: z.partialRecord(z.enum(headings), prose(20_000)).default({}),
  /** Shown while the heading is empty; never part of the text. */
  hints: z.partialRecord(z.enum(headings), prose(1000)).default({}),
  checklists: z
    .array(
      z.strictObject({
        key: requiredLine(60),
        title: line(200),
        items: z.array(z.strictObject({ key: requiredLine(60), text: requiredLine(300) })).max(60),
      }),
    )
    .max(10)
    .default([]),
  /** Scales offered at once. */
  measures: z.array(z.enum(scaleIds)).max(10).default([]),
})
const templateFields = templateContent.extend({ name: requiredLine(120), kind: z.enum(entryKinds) })

export const template = templateFields.extend({
  /** UUID of an own one; `firstVisit`, `followUp`, `infant`, `child`, `pregnancy`, `sports`, `phone`, `noShow`, `statement` of a shipped one. */
  id: z.string(),
  shipped: z.boolean(),
  /** Own ones only. */
  revision: revision.optional(),
  archived: z.boolean(),
})
export type Template = z.output<typeof template>

/** Letters, digits and hyphen, as typed after `;`. */
const abbreviation = z
  .string()
  .transform((value) => value.trim().replace(/^;/, '').toLowerCase())
  .pipe(z.string().regex(/^[\p{L}\p{N}-]{1,20}$/u, 'abbreviation'))
export const phrase = z.strictObject({
  abbreviation: z.string(),
  text: z.string(),
  shipped: z.boolean(),
  id: id.optional(),
  revision: revision.optional(),
})

export const templatesContract = {
  list: method({
    name: 'templates.list',
    summary: 'Entry templates, shipped ones first',
    kind: 'query',
    roles: care,
    logs: 'nothing',
    input: z.strictObject({ language: language.optional(), archived: z.boolean().optional() }),
    output: z.strictObject({ templates: z.array(template) }),
  }),
  save: method({
    name: 'templates.save',
    summary: 'Adds an own template, or changes one; refuses a stale revision',
    kind: 'command',
    roles: care,
    logs,
    input: templateFields.extend({ id: id.optional(), revision: revision.optional() }),
    output: template,
  }),
  archive: method({
    name: 'templates.archive',
    summary: 'Takes an own template out of the list',
    kind: 'command',
    roles: care,
    logs,
    undo: 'templates.restore',
    input: z.strictObject({ id }),
    output: template,
  }),
  restore: method({
    name: 'templates.restore',
    summary: 'Brings an archived template back',
    kind: 'command',
    roles: care,
    logs,
    undo: 'templates.archive',
    input: z.strictObject({ id }),
    output: template,
  }),
}

export const phrasesContract = {
  list: method({
    name: 'phrases.list',
    summary: 'Phrases by abbreviation; an own one stands in the place of a shipped one',
    kind: 'query',
    roles: care,
    logs: 'nothing',
    input: z.strictObject({ language: language.optional() }),
    output: z.strictObject({
      phrases: z.array(phrase),
      /** Shipped ones that were taken out. */
      hidden: z.array(z.strictObject({ abbreviation: z.string(), text: z.string() })),
    }),
  }),
  save: method({
    name: 'phrases.save',
    summary: 'Adds or replaces the phrase of an abbreviation',
    kind: 'command',
    roles: care,
    logs,
    input: z.strictObject({
      abbreviation,
      text: prose(20_000).pipe(z.string().min(1, 'required')),
      /** Of the own phrase that is changed; a stale one is refused. */
      revision: revision.optional(),
    }),
    output: phrase,
  }),
  remove: method({
    name: 'phrases.remove',
    summary: 'Removes an own phrase; a shipped one of that abbreviation is hidden, and comes back with `phrases.show`',
    kind: 'command',
    roles: care,
    logs,
    input: z.strictObject({ abbreviation }),
    output: empty,
  }),
  show: method({
    name: 'phrases.show',
    summary: 'Offers the shipped phrase of an abbreviation again, in the place of an own one',
    kind: 'command',
    roles: care,
    logs,
    input: z.strictObject({ abbreviation }),
    output: empty,
  }),
}

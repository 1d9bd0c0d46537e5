// A template as its form holds it, and back again.
import { type EntryKind, type Heading, headings } from '../../src-main/treatment/content-contract.ts'
import type { Template } from '../../src-main/templates/contract.ts'

export interface TemplateValues {
  name: string
  kind: EntryKind
  /** Those shown, in their order. */
  headings: Heading[]
  hints: Partial<Record<Heading, string>>
  sections: Partial<Record<Heading, string>>
  checklists: Template['checklists']
  measures: Template['measures']
}

export const emptyTemplate: TemplateValues = {
  name: '',
  kind: 'visit',
  headings: ['reason', 'status', 'examination', 'treatment', 'plan'],
  hints: {},
  sections: {},
  checklists: [],
  measures: [],
}

export const valuesOfTemplate = ({ name, kind, headings: shown, hints, sections, checklists, measures }: Template): TemplateValues => ({
  name,
  kind,
  headings: shown,
  hints,
  sections,
  checklists,
  measures,
})

/** Moves a heading one place; at either end it stays. */
export function moved(order: readonly Heading[], heading: Heading, step: -1 | 1): Heading[] {
  const at = order.indexOf(heading)
  const to = at + step
  if (at === -1 || to < 0 || to >= order.length) return [...order]
  return order.with(at, order[to]!).with(to, heading)
}

/** Puts a heading among those shown, at its usual place after the ones that come before it; or takes it out. */
export function toggled(order: readonly Heading[], heading: Heading, on: boolean): Heading[] {
  const rest = order.filter((each) => each !== heading)
  if (!on) return rest
  const usual = headings.indexOf(heading)
  const after = rest.findLastIndex((each) => headings.indexOf(each) < usual)
  return rest.toSpliced(after + 1, 0, heading)
}

/** A name for a new checklist or question that none of the others has. */
export function freshKey(start: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) if (!taken.includes(`${start}${String(number)}`)) return `${start}${String(number)}`
}

const filled = (texts: Partial<Record<Heading, string>>, shown: readonly Heading[]): Partial<Record<Heading, string>> =>
  Object.fromEntries(shown.flatMap((heading) => (texts[heading]?.trim() ? [[heading, texts[heading]]] : [])))

/** What is stored: nothing of headings that are not shown, no empty questions and lists. */
export const contentOf = (values: TemplateValues): TemplateValues => ({
  ...values,
  name: values.name.trim(),
  hints: filled(values.hints, values.headings),
  sections: filled(values.sections, values.headings),
  checklists: values.checklists
    .map((list) => ({ ...list, items: list.items.filter(({ text }) => text.trim() !== '') }))
    .filter(({ items }) => items.length > 0),
})

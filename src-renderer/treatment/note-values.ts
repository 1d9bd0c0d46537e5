// What she fills in of a note, and how a template comes into it.
import type { BodyChart } from '../../src-main/body-chart/contract.ts'
import type { Template } from '../../src-main/templates/contract.ts'
import { type EntryKind, type Heading, headings, type Sections } from '../../src-main/treatment/content-contract.ts'
import type { Entry } from '../../src-main/treatment/contract.ts'

export interface NoteValues {
  templateId: string | null
  kind: EntryKind
  sections: Sections
  checklists: Entry['checklists']
  diagnoses: Entry['diagnoses']
  procedures: Entry['procedures']
  source: string | null
  minorDecision: 1 | 2 | 3 | 4 | null
  copied: Entry['copied']
  bodyChart: BodyChart | null
  measures: Entry['measures']
}

/** Name of a heading's field; the stored caret points to it. */
export const fieldOf = (heading: Heading): string => `sections.${heading}`

export const valuesOf = (entry: Entry | null): NoteValues => ({
  templateId: entry?.templateId ?? null,
  kind: entry?.kind ?? 'visit',
  sections: entry?.sections ?? {},
  checklists: entry?.checklists ?? [],
  diagnoses: entry?.diagnoses ?? [],
  procedures: entry?.procedures ?? [],
  source: entry?.source ?? null,
  minorDecision: entry?.minorDecision ?? null,
  copied: entry?.copied ?? {},
  bodyChart: entry?.bodyChart ?? null,
  measures: entry?.measures ?? [],
})

const untouched = (list: Entry['checklists'][number]): boolean => list.items.every(({ answer, note }) => answer === 'notAsked' && !note)

/** The values under another template: what is written and answered stays, the template's own text comes where nothing is. */
export function withTemplate(values: NoteValues, template: Template): NoteValues {
  const sections = { ...values.sections }
  for (const heading of headings) {
    const text = template.sections[heading]
    if (text && !sections[heading]) sections[heading] = text
  }
  const kept = values.checklists.filter((list) => !untouched(list))
  const added = template.checklists
    .filter(({ key }) => !kept.some((list) => list.key === key))
    .map(({ key, title, items }) => ({ key, title, items: items.map((item) => ({ ...item, answer: 'notAsked' as const })) }))
  return { ...values, templateId: template.id, kind: template.kind, sections, checklists: [...kept, ...added] }
}

/** The headings that are shown: the template's in its order, then those with text, then the rest when asked for. */
export function shownHeadings(template: Template | undefined, sections: Sections, all: boolean): readonly Heading[] {
  const first: readonly Heading[] = template?.headings ?? headings
  return [...first, ...headings.filter((heading) => !first.includes(heading) && (all || (sections[heading] ?? '') !== ''))]
}

/** A heading of an earlier note goes after what is written already, and is marked as copied. */
export function withCopied(values: NoteValues, heading: Heading, from: Entry): NoteValues {
  const text = from.sections[heading]
  if (!text) return values
  const own = values.sections[heading]
  return {
    ...values,
    sections: { ...values.sections, [heading]: own ? `${own}\n\n${text}` : text },
    copied: { ...values.copied, [heading]: { entryId: from.entryId, version: from.version } },
  }
}

// What differs between two fact sheets, in words, and how urgent it is.
import type { Language } from '../core/contract.ts'
import { canonicalJson, sha256Of } from './canonical.ts'
import type { Drift } from './contract.ts'
import { inAll, item, itemsOf, type Item, type ItemKind, type Names } from './items.ts'
import type { FactSheet } from './sheet.ts'
import { words } from './texts.ts'

export interface Change {
  id: string
  how: 'added' | 'removed' | 'changed'
  item: Item
  kind: Drift['kind']
  severity: Drift['severity']
  section: string | null
  texts: Names
}

const kindOf = (kind: ItemKind): Drift['kind'] =>
  kind === 'catalogue' ? 'model' : kind === 'texts' ? 'text' : kind === 'law' ? 'law' : kind === 'claim' ? 'claim' : 'facts'

const years = (period: string): number[] =>
  period
    .replaceAll('"', '')
    .split('|')
    .map((part) => Number.parseInt(part, 10) || 0)
const isLonger = (before: string, after: string): boolean => years(after).some((length, index) => length > (years(before)[index] ?? 0))

function textOf(how: Change['how'], item: Item, longer: boolean, language: Language): string {
  const name = item.names[language]
  if (item.kind === 'catalogue' || item.kind === 'texts' || item.kind === 'law') return name
  if (item.kind === 'claim' && how !== 'changed')
    return words(language, how === 'removed' ? 'check.drift.claimLapsed' : 'check.drift.claimProved', { name })
  if (item.kind === 'retention' && how === 'changed')
    return words(language, longer ? 'check.drift.retentionLonger' : 'check.drift.retentionChanged', { name })
  if (how === 'changed' || item.kind === 'setting' || item.kind === 'claim') return words(language, 'check.drift.changed', { name })
  return words(language, `check.drift.${how}`, {
    name,
    kind: words(language, `check.kind.${item.kind}`),
    kindLower: words(language, `check.kindLower.${item.kind}`),
  })
}

/** A change in words, with how urgent it is. */
export function changeOf(how: Change['how'], item: Item, before?: Item): Change {
  const longer = item.kind === 'retention' && how === 'changed' && before !== undefined && isLonger(before.value, item.value)
  const moved = item.id.startsWith('processorPlace:') && how === 'changed'
  const urgent = item.urgency === 'always' || (item.urgency === 'coming' && how === 'added') || longer || moved
  const severity = item.kind === 'claim' && how === 'added' ? 'note' : urgent ? 'urgent' : 'normal'
  return {
    id: item.id,
    how,
    item,
    section: item.section,
    kind: kindOf(item.kind),
    severity,
    texts: inAll((language) => textOf(how, item, longer, language)),
  }
}

const followsFrom: Readonly<Record<string, (id: string) => string>> = {
  'processorPlace:': (id) => id.replace('processorPlace:', 'processor:'),
}

/** What differs between two sheets, in the order of the newer one. */
export function diff(before: FactSheet, after: FactSheet): Change[] {
  const old = itemsOf(before)
  const now = itemsOf(after)
  const changes: Change[] = []
  for (const [id, one] of now) {
    const was = old.get(id)
    if (!was) changes.push(changeOf('added', one))
    else if (was.value !== one.value) changes.push(changeOf('changed', one, was))
  }
  for (const [id, was] of old) if (!now.has(id)) changes.push(changeOf('removed', was))
  // The place of a processor that itself came or went is no news of its own.
  const ids = new Map(changes.map((change) => [change.id, change.how]))
  const told = changes.filter(
    (change) =>
      !Object.entries(followsFrom).some(
        ([prefix, to]) => change.id.startsWith(prefix) && change.how !== 'changed' && ids.get(to(change.id)) === change.how,
      ),
  )
  const others = told.filter((change) => change.id !== 'selfContained')
  if (others.some((change) => change.section === 'processors')) return others
  if (told.length === 0 && hashOf(before) !== hashOf(after)) {
    const other = item(
      'other',
      null,
      'setting',
      hashOf(after),
      inAll((language) => words(language, 'check.otherFacts')),
    )
    return [changeOf('changed', other)]
  }
  return told
}

/** The hash that decides whether a file belongs to the newest version. */
export const hashOf = (sheet: FactSheet): string => sha256Of(canonicalJson(sheet))

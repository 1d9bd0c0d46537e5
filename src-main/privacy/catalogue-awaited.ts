// Data that are told of as soon as a part of the register is on, although the table comes with a later domain: people must know before
// their data are collected (GDPR 13(1)). The schema test fails when a table named here exists, so that real columns take its place.
import type { CatalogueEntry, CatalogueGroup, Need, ShownWhen } from './catalogue.ts'

type Rules = Pick<CatalogueEntry, 'need' | 'purposes' | 'retentionClass' | 'shownWhen'>
const group = (name: CatalogueGroup, awaits: string, rules: Rules, labels: readonly string[]): CatalogueEntry[] =>
  labels.map((label) => ({ column: `${awaits}.${label}`, group: name, label, ...rules, awaits }))
const rules = (need: CatalogueEntry['need'], shownWhen: ShownWhen, retentionClass: string, ...purposes: string[]): Rules => ({
  need,
  shownWhen,
  retentionClass,
  purposes,
})
const law: Need = 'law'

export const awaited: readonly CatalogueEntry[] = [
  ...group('appointments', 'waitlist', rules('service', 'part:appointments', 'R6', 'p2'), ['waitingList']),
  ...group('billing', 'invoices', rules(law, 'part:billing', 'R15', 'p3'), ['invoices', 'reminders']),
  ...group('billing', 'payments', rules(law, 'part:billing', 'R15', 'p3'), ['payments', 'receipts']),
  ...group('requests', 'requests', rules('system', 'always', 'R19', 'p10'), ['requests', 'identityCheck']),
  ...group('requests', 'informing', rules('system', 'always', 'R24', 'p10'), ['informing']),
  ...group('consents', 'kanta_informing', rules(law, 'kanta', 'R12', 'p8'), ['kantaInforming']),
]

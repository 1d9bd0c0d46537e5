// Sections 6 and 7: what is stored, and what must be given.
import { emphasis, fact, paragraph, table, type Inline } from '../../documents/model.ts'
import { byRules, catalogue, catalogueGroups, type CatalogueGroup, type Need } from '../catalogue.ts'
import { commas, t, w, yes, type Page, type SectionBuilders } from '../page.ts'
import { sentences, words } from '../texts.ts'

export interface DataRow {
  group: CatalogueGroup
  need: Need
  labels: { column: string; text: string }[]
}

const needs: readonly Need[] = ['law', 'service', 'voluntary', 'system']

/** Fields in use by group and need, each label once, in catalogue order. */
export function dataRows(page: Pick<Page, 'language' | 'sheet'>, withStaff = false): DataRow[] {
  const inUse = new Set(page.sheet.fields)
  const rows: DataRow[] = []
  for (const group of catalogueGroups) {
    if (group === 'users' && !withStaff) continue
    const seen = new Map<string, { column: string; text: string; need: Need }>()
    for (const entry of catalogue) {
      if (entry.group !== group || (group !== 'users' && !inUse.has(entry.column)) || seen.has(entry.label)) continue
      seen.set(entry.label, {
        column: entry.column,
        text: words(page.language, `catalogue.label.${entry.label}`),
        need: byRules(entry.need, page.sheet.is.patient),
      })
    }
    for (const need of needs) {
      const labels = [...seen.values()].filter((label) => label.need === need).map(({ column, text }) => ({ column, text }))
      if (labels.length > 0) rows.push({ group, need, labels })
    }
  }
  return rows
}

/** A group's cell: one line for each need, `laki vaatii: sukunimi, etunimet`. */
function groupCell(page: Page, rows: readonly DataRow[]): Inline[] {
  return rows.flatMap((row, index): Inline[] => [
    ...(index > 0 ? [{ text: '\n' }] : []),
    emphasis(w(page, `data.need.${row.need}`)),
    { text: ': ' },
    ...commas(row.labels.map((label): Inline[] => [fact(label.column, label.text)])),
  ])
}

export const dataSections: SectionBuilders = {
  data: (page) => [
    paragraph(t(page, 'data.intro', { purposes: '4' })),
    table(
      [
        { title: w(page, 'data.columnGroup'), width: 2 },
        { title: w(page, 'data.columnData'), width: 9 },
      ],
      [...Map.groupBy(dataRows(page), (row) => row.group)].map(([group, rows]) => [
        words(page.language, `catalogue.group.${group}`),
        groupCell(page, rows),
      ]),
      { rowHeaders: true, dense: true },
    ),
  ],

  mandatory: (page) => {
    const { is } = page.sheet
    return [
      paragraph(
        sentences(
          is.patient ? t(page, 'mandatory.patient') : [],
          is.appointments ? t(page, 'mandatory.booking') : is.patient ? [] : t(page, 'mandatory.service'),
          is.billing ? t(page, 'mandatory.billing') : [],
          t(page, 'mandatory.rest', { patient: yes(is.patient) }),
        ),
      ),
    ]
  },
}

// Sections 8–10: who receives data, who processes them for the practice, and what leaves the EEA.
import { fact, paragraph, table, type Block, type Inline } from '../../documents/model.ts'
import { countryCode, countryName } from '../countries.ts'
import { ended, given, printed, setting, t, w, type Page, type SectionBuilders } from '../page.ts'
import { sentences, textIn } from '../texts.ts'
import { transfersOf } from '../transfers.ts'

/** The country of a row in the page's language. */
function country(page: Page, path: string, value: string | undefined): Inline {
  const code = countryCode(value)
  return code ? fact(path, countryName(code, page.language)) : setting(page, path)
}

/** Nothing outside touches the data: only what the program can show lets the notice say so. */
export const isSelfContained = (page: Pick<Page, 'sheet'>): boolean => {
  const { settings, is, networkLetThrough, synchronisedBackup } = page.sheet
  return (settings.processors ?? []).length === 0 && !is.onlineBooking && !networkLetThrough && synchronisedBackup === null
}

export const recipientSections: SectionBuilders = {
  recipients: (page) => {
    const { sheet } = page
    const { is, settings } = sheet
    const disclosures = settings.disclosures ?? []
    const none = disclosures.length === 0 && sheet.unlistedRecipients.length === 0
    const blocks: Block[] = [
      paragraph(
        sentences(
          is.patient ? t(page, 'recipients.secret') : [],
          t(page, is.patient ? 'recipients.only' : 'recipients.onlyWithout'),
          t(page, 'recipients.authorities'),
          is.patient ? t(page, 'recipients.otherCare') : [],
          is.kanta ? t(page, 'recipients.kanta') : [],
          none ? t(page, is.kanta ? 'recipients.noneOther' : 'recipients.none') : [],
        ),
      ),
    ]
    if (disclosures.length > 0) {
      blocks.push(
        paragraph(t(page, 'recipients.rows')),
        table(
          [
            { title: w(page, 'recipients.columnRecipient'), width: 3 },
            { title: w(page, 'recipients.columnWhat'), width: 4 },
            { title: w(page, 'recipients.columnBasis'), width: 4 },
          ],
          disclosures.map((row, index) => [
            setting(page, `disclosures.${index}.recipient`),
            printed(page, `disclosures.${index}.what`, row.what),
            printed(page, `disclosures.${index}.basis`, row.basis),
          ]),
          { rowHeaders: true, dense: true },
        ),
      )
    }
    return blocks
  },

  processors: (page) => {
    const processors = page.sheet.settings.processors ?? []
    if (processors.length === 0) {
      const provider = page.sheet.is.onlineBooking ? given(page, 'onlineBooking.provider') : undefined
      return [
        paragraph(
          sentences(
            t(page, 'processors.own'),
            isSelfContained(page) ? t(page, 'processors.none') : [],
            provider ? t(page, 'sources.provider', { provider }) : [],
          ),
        ),
      ]
    }
    const rows = processors.map((row, index) => {
      const base = `processors.${index}`
      const place = given(page, `${base}.place`)
      const description = textIn(row.description, page.language)
      const where = place ? t(page, 'processors.place', { place }) : []
      const what =
        description && !page.missing.has(`${base}.description`) ? ended(printed(page, `${base}.description`, row.description)) : []
      // Her own words may begin small: a line of their own.
      const more = where.length > 0 && what.length > 0 ? [...where, { text: '\n' }, ...what] : [...where, ...what]
      return {
        more,
        cells: [setting(page, `${base}.name`), printed(page, `${base}.role`, row.role), country(page, `${base}.country`, row.country)],
      }
    })
    const withMore = rows.some((row) => row.more.length > 0)
    const columns = [
      { title: w(page, 'processors.columnName'), width: 3 },
      { title: w(page, 'processors.columnRole'), width: 3 },
      { title: w(page, 'processors.columnCountry'), width: 2 },
    ]
    return [
      paragraph(t(page, 'processors.some')),
      table(
        withMore ? [...columns, { title: w(page, 'processors.columnMore'), width: 5 }] : columns,
        rows.map((row) => (withMore ? [...row.cells, row.more] : row.cells)),
        { rowHeaders: true, dense: true },
      ),
    ]
  },

  transfers: (page) => {
    const transfers = transfersOf(page.sheet)
    if (transfers.length === 0) return [paragraph(t(page, 'transfers.none'))]
    const withRecipient = transfers.some((row) => row.recipient)
    return [
      paragraph(t(page, 'transfers.some')),
      table(
        [
          ...(withRecipient ? [{ title: w(page, 'transfers.columnRecipient'), width: 3 }] : []),
          { title: w(page, 'transfers.columnCountry'), width: 2 },
          { title: w(page, 'transfers.columnSafeguard'), width: 6 },
        ],
        transfers.map((row) => [
          ...(withRecipient
            ? [
                row.recipient
                  ? [fact(row.path.replace(/country$/, row.path.startsWith('processors') ? 'name' : 'recipient'), row.recipient)]
                  : [],
              ]
            : []),
          fact(row.path, countryName(row.country, page.language)),
          printed(page, row.safeguardPath, row.safeguard),
        ]),
        { dense: true },
      ),
      paragraph(t(page, 'transfers.copy')),
    ]
  },
}

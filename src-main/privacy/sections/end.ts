// Sections 18–21: complaints, minors, the law, the history.
import { fact, missing, paragraph, table, type Block, type Inline } from '../../documents/model.ts'
import type { Authorities, Authority } from '../authorities.ts'
import { commas, date, list, printed, settingLabel, t, w, type HistoryLine, type Page, type SectionBuilders } from '../page.ts'
import { actsOf } from '../purposes.ts'
import { anyText, type FactSheet } from '../sheet.ts'
import { dateText, sentences } from '../texts.ts'

const hasAny = (authority: Authority): boolean => anyText(authority.name) !== ''

/** Name, address, phone and website, as far as they are known. */
export function authorityOf(page: Page, which: keyof Authorities): Inline[] {
  const authority = page.sheet.authorities[which]
  const base = `authorities.${which}`
  if (!hasAny(authority) || page.missing.has(`${base}.name`)) return [missing(`${base}.name`, settingLabel(page.language, `${base}.name`))]
  const part = (name: 'street' | 'phone' | 'email' | 'website'): Inline[][] => {
    const value = authority[name]
    if (!value || page.missing.has(`${base}.${name}`)) return []
    const run = fact(`${base}.${name}`, value)
    return [name === 'street' ? [run] : t(page, `labels.${name}`, { [name]: name === 'phone' ? run : { ...run, link: true } })]
  }
  const postal =
    anyText(authority.postalAddress) === '' || page.missing.has(`${base}.postalAddress`)
      ? []
      : [[printed(page, `${base}.postalAddress`, authority.postalAddress)]]
  return commas([
    [printed(page, `${base}.name`, authority.name)],
    ...part('street'),
    ...postal,
    ...part('phone'),
    ...part('email'),
    ...part('website'),
  ])
}

/** Acts that the notice cites under these facts, in the order of section 20. */
export function actsInUse(sheet: FactSheet): string[] {
  const acts = new Set(['EU 2016/679', '1050/2018', ...sheet.purposes.flatMap((purpose) => actsOf(purpose, sheet.is.patient))])
  if (sheet.is.patient) for (const act of ['703/2023', '785/1992', '559/1994', '739/2023']) acts.add(act)
  if (sheet.retention.some(({ id }) => id === 'R14' || id === 'R15')) acts.add('1336/1997')
  const { onlineBooking, website } = sheet.settings
  if (
    [
      ...(sheet.is.bookingCookies ? (onlineBooking?.cookiePurpose ?? []) : []),
      ...(sheet.is.websiteCookies ? (website?.cookiePurpose ?? []) : []),
    ].some((purpose) => purpose !== 'necessary')
  )
    acts.add('917/2014')
  return ['EU 2016/679', '1050/2018', '703/2023', '785/1992', '559/1994', '739/2023', '1336/1997', '917/2014'].filter((act) =>
    acts.has(act),
  )
}

/** Versions, and changes of one version, that the public notice lists at most. */
const mostLines = 10

export const endSections: SectionBuilders = {
  complaint: (page) => {
    const { is, authorities } = page.sheet
    const blocks: Block[] = [paragraph(t(page, 'complaint.ombudsman', { authority: authorityOf(page, 'dataProtection') }))]
    if (is.patient) {
      blocks.push(
        paragraph(
          sentences(
            t(page, 'complaint.objection'),
            hasAny(authorities.supervision) ? t(page, 'complaint.supervision', { authority: authorityOf(page, 'supervision') }) : [],
            hasAny(authorities.patientOmbudsman)
              ? t(page, 'complaint.patientOmbudsman', { authority: authorityOf(page, 'patientOmbudsman') })
              : [],
          ),
        ),
      )
    }
    return blocks
  },

  minors: (page) => {
    const { is } = page.sheet
    if (!is.minors) return null
    if (!is.patient) return [paragraph(t(page, 'minors.without'))]
    return [paragraph(sentences(t(page, 'minors.assess'), t(page, 'minors.able'), t(page, 'minors.otherwise')))]
  },

  legislation: (page) => [
    paragraph(
      sentences(
        t(page, 'legislation.follow', {
          acts: list(
            page,
            actsInUse(page.sheet).map((act) => fact(`acts.${act}`, w(page, `legislation.act.${act}`))),
          ),
        }),
        page.internalRecordDate ? t(page, 'legislation.record', { date: date(page, 'internalRecord.date', page.internalRecordDate) }) : [],
      ),
    ),
  ],

  history: (page) => {
    const isPublic = page.audience === 'public'
    const lines = isPublic ? page.history.slice(0, mostLines) : page.history
    // A practice that changed everything at once needs no page of it; the internal record has all of it.
    const changes = (line: HistoryLine): string[] =>
      isPublic && line.changes.length > mostLines
        ? [...line.changes.slice(0, mostLines - 1), w(page, 'history.more', { count: line.changes.length - mostLines + 1 })]
        : line.changes
    return [
      table(
        [
          { title: w(page, 'history.columnVersion'), width: 1 },
          { title: w(page, 'history.columnDate'), width: 2.6 },
          { title: w(page, 'history.columnChanges'), width: 8 },
        ],
        lines.map((line) => [String(line.version), dateText(page.language, line.date), changes(line).join('\n')]),
        { rowHeaders: true, dense: true },
      ),
    ]
  },
}

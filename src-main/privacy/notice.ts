// The public notice: its sections in order, the head, the model. Sections that do not apply are left out and the numbering closes up.
import { fact, numbered, section, text, type Block, type DocumentModel, type Inline } from '../documents/model.ts'
import { sectionKeys, type SectionKey } from './contract.ts'
import { setting, t, w, yes, type Page, type SectionBuilder } from './page.ts'
import { dataSections } from './sections/data.ts'
import { endSections } from './sections/end.ts'
import { keepingSections } from './sections/keeping.ts'
import { peopleSections } from './sections/people.ts'
import { purposeSections } from './sections/purposes.ts'
import { recipientSections } from './sections/recipients.ts'
import { rightSections } from './sections/rights.ts'
import { recordTitle, serviceSections } from './sections/services.ts'
import { dateText } from './texts.ts'

const builders: Readonly<Record<string, SectionBuilder>> = {
  ...peopleSections,
  ...purposeSections,
  ...dataSections,
  ...recipientSections,
  ...keepingSections,
  ...rightSections,
  ...serviceSections,
  ...endSections,
}

export const sectionTitle = (page: Page, key: SectionKey): string =>
  key === 'officialRecord' ? recordTitle(page) : w(page, `${key}.title`)

/** Number and date of the document being made. */
export interface Edition {
  version: number
  /** Local date. */
  date: string
  factsSha256: string
  /** Not written yet: a preview. */
  draft?: boolean
  /** Sections that differ from the newest written version; previews mark them. */
  changed?: ReadonlySet<string>
}

export function headLines(page: Page, edition: Edition): Inline[][] {
  const values = {
    version: text(String(edition.version), { fact: 'version' }),
    date: text(dateText(page.language, edition.date), { fact: 'date' }),
  }
  return [
    [setting(page, 'practice.name')],
    t(page, edition.draft ? 'head.draft' : 'head.version', values),
    [
      fact(
        'laws',
        t(page, 'head.laws', { patient: yes(page.sheet.is.patient) })
          .map((run) => run.text)
          .join(''),
      ),
    ],
  ]
}

export function frame(
  page: Page,
  edition: Edition,
  parts: Pick<DocumentModel, 'kind' | 'layout' | 'title' | 'audience' | 'blocks'> & { subtitle?: string; headRight?: Inline[][] },
): DocumentModel {
  return {
    headRight: headLines(page, edition),
    ...parts,
    language: page.language,
    practiceName: page.sheet.settings.practice?.name ?? '',
    version: edition.version,
    date: edition.date,
    shortHash: edition.factsSha256.slice(0, 8),
    factsSha256: edition.factsSha256,
    ...(edition.draft ? { draft: true as const } : {}),
    changes: page.history.map((line) => ({ version: line.version, date: line.date, lines: line.changes })),
  }
}

export function noticeSections(page: Page, edition: Edition): Block[] {
  return numbered(
    sectionKeys.flatMap((key) => {
      const blocks = builders[key]!(page)
      return blocks ? [section(key, sectionTitle(page, key), blocks, { changed: edition.changed?.has(key) ?? false })] : []
    }),
  )
}

/** The public notice, ordinary or in large print. */
export function publicNotice(page: Page, edition: Edition, large = false): DocumentModel {
  return frame(page, edition, {
    kind: 'registerDescription',
    layout: large ? 'largePrint' : 'notice',
    audience: 'public',
    title: w(page, 'head.title'),
    subtitle: t(page, 'head.subtitle', { patient: yes(page.sheet.is.patient) })
      .map((run) => run.text)
      .join(''),
    blocks: noticeSections(page, edition),
  })
}

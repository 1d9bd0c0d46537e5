// Sections 4 and 5: why the data are used, on what basis, and where they come from.
import { fact, paragraph, table, type Block } from '../../documents/model.ts'
import { date, given, list, t, w, yes, type Page, type SectionBuilders } from '../page.ts'
import type { PurposeId } from '../purposes.ts'
import { hasText, sentences, say, words } from '../texts.ts'

/** The purpose as it is printed under these facts. */
export function purposeName(page: Pick<Page, 'language' | 'sheet'>, purpose: PurposeId): string {
  const { is } = page.sheet
  const without = (purpose === 'p2' && !is.appointments) || (purpose === 'p10' && !is.patient)
  return words(
    page.language,
    without && hasText(page.language, `notice.purposes.${purpose}Without`)
      ? `notice.purposes.${purpose}Without`
      : `notice.purposes.${purpose}`,
  )
}

export const basisText = (page: Pick<Page, 'language' | 'sheet'>, purpose: PurposeId) =>
  say(page.language, `notice.purposes.${purpose}Basis`, { patient: yes(page.sheet.is.patient) })

export const purposeSections: SectionBuilders = {
  purposes: (page) => [
    paragraph(t(page, 'purposes.intro')),
    table(
      [
        { title: w(page, 'purposes.columnPurpose'), width: 5 },
        { title: w(page, 'purposes.columnBasis'), width: 6 },
      ],
      page.sheet.purposes.map((purpose) => [fact(`purposes.${purpose}`, purposeName(page, purpose)), basisText(page, purpose)]),
      { rowHeaders: true, dense: true },
    ),
  ],

  sources: (page) => {
    const { sheet } = page
    const has = (source: (typeof sheet.sources)[number]): boolean => sheet.sources.includes(source)
    const phone = given(page, 'practice.phone') ?? given(page, 'contactPerson.phone')
    const provider = sheet.is.onlineBooking ? given(page, 'onlineBooking.provider') : undefined
    const ways = [
      fact('sources.inPerson', w(page, 'sources.way.inPerson')),
      ...(phone ? [fact('sources.phone', w(page, 'sources.way.phone'))] : []),
      ...(sheet.is.onlineBooking ? [fact('onlineBooking.inUse', w(page, 'sources.way.online'))] : []),
    ]
    const blocks: Block[] = [
      paragraph(
        sentences(
          t(page, 'sources.self', { appointments: yes(sheet.is.appointments) }),
          has('booking') ? t(page, 'sources.booking', { ways: list(page, ways, 'disjunction') }) : [],
          has('booking') && provider ? t(page, 'sources.provider', { provider }) : [],
          has('staff') ? t(page, 'sources.staff') : [],
        ),
      ),
    ]
    const others = sentences(
      has('guardian') ? t(page, 'sources.guardian') : [],
      has('representative') ? t(page, 'sources.representative') : [],
      has('otherCare') ? t(page, 'sources.otherCare') : [],
      has('payer') ? t(page, 'sources.payer') : [],
      has('insurer') ? t(page, 'sources.insurer') : [],
    )
    if (others.length > 0) blocks.push(paragraph(others))
    const named = sheet.imports.flatMap((row, index) =>
      row.name && !page.missing.has(`imports.${index}.name`)
        ? [[fact(`imports.${row.id}`, row.name), { text: ' (' }, date(page, `imports.${row.id}.date`, row.date), { text: ')' }]]
        : [],
    )
    if (named.length > 0) blocks.push(paragraph(t(page, 'sources.import', { list: list(page, named) })))
    return blocks
  },
}

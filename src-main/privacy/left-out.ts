import type { Language } from '../core/contract.ts'
import type { OutputOf } from '../core/contract.ts'
import type { privacyContract, SectionKey } from './contract.ts'
import { sectionTitle } from './notice.ts'
import type { Page } from './page.ts'
import type { FactSheet } from './sheet.ts'
import { words } from './texts.ts'

type LeftOut = OutputOf<typeof privacyContract.checkRegisterDescription>['leftOut']

/** Sections that are not printed because what they tell of is not in use, in the user's words. */
export function leftOutOf(sheet: FactSheet, language: Language): LeftOut {
  const { is } = sheet
  const out: readonly [SectionKey, boolean][] = [
    ['marketing', !is.marketing],
    ['officialRecord', !is.patient],
    ['cookies', !is.bookingCookies && !is.websiteCookies],
    ['ipLog', !is.ipLog],
    ['minors', !is.minors],
  ]
  const page: Page = { sheet, language, missing: new Set(), history: [], internalRecordDate: null, audience: 'public' }
  return out
    .filter(([, isOut]) => isOut)
    .map(([section]) => ({ section, title: sectionTitle(page, section), why: words(language, `check.leftOut.${section}`) }))
}

// Numbers and names of the notice's sections, as the check speaks of them.
import { sectionKeys } from '../../src-main/privacy/contract.ts'
import { hasText, t } from '../app/i18n.ts'

/** The printed number of a section; null for what belongs to none. */
export function sectionNumber(section: string | null, leftOut: readonly { section: string }[]): number | null {
  const printed: readonly string[] = sectionKeys.filter((one) => !leftOut.some((out) => out.section === one))
  const index = section === null ? -1 : printed.indexOf(section)
  return index < 0 ? null : index + 1
}
export function sectionName(section: string | null): string {
  const key = `privacy.section.${section ?? ''}`
  return hasText(key) ? t(key) : ''
}

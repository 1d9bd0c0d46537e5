// What a part of the form says, in words; for showing two versions side by side.
import { formatDate } from '../app/format.ts'
import { t, type TextKey } from '../app/i18n.ts'
import { languageName } from './client-text.ts'
import { type ClientValues, guardianParts, guardianValue, type Part, parts } from './form-values.ts'

export const partLabel = (part: Part): string => t(`clients.field.${part}` satisfies TextKey)

export function partWords(part: Part, values: ClientValues): string {
  if (part === 'birthDate' || part === 'dateOfDeath') return values[part] ? formatDate(values[part]) : ''
  if (part === 'language') return values.language ? languageName(values.language) : ''
  if (part === 'sex') return values.sex ? t(`clients.sex.${values.sex as 'female'}`) : ''
  if (part === 'safetyProhibition') return t(values.safetyProhibition ? 'common.yes' : 'common.no')
  if (part === 'letters')
    return (['email', 'sms'] as const)
      .map((channel) => `${t(`clients.letters.${channel}`)}: ${t(values[`letters.${channel}`] ? 'common.yes' : 'common.no')}`)
      .join(', ')
  if (part === 'guardians')
    return Array.from({ length: values.guardianCount }, (_, index) =>
      guardianParts
        .map((each) => guardianValue(values, index, each))
        .filter(Boolean)
        .join(', '),
    )
      .filter(Boolean)
      .join('; ')
  return parts[part]
    .map((name) => String(values[name] ?? '').trim())
    .filter(Boolean)
    .join(', ')
}

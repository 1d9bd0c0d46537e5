// Section 13: rights, only those that the bases in section 4 give.
import { list as bullets, paragraph, type Inline } from '../../documents/model.ts'
import { reachOf, setting, t, yes, type Page, type SectionBuilders } from '../page.ts'
import { purposeName } from './purposes.ts'
import { objectionable, rightsOf, type Right } from '../rights.ts'
import { listOf } from '../texts.ts'

/** First letter small, so that a purpose can stand inside a sentence. */
export const inSentence = (text: string): string => (/^\p{Lu}\p{Ll}/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text)

function right(page: Page, id: Right): Inline[] {
  const { is } = page.sheet
  switch (id) {
    case 'rectification':
      return t(page, 'rights.rectification', { patient: yes(is.patient) })
    case 'objection':
      return t(page, 'rights.objection', {
        purposes: listOf(
          page.language,
          objectionable(page.sheet).map((purpose) => ({ text: inSentence(purposeName(page, purpose)) })),
        ),
      })
    case 'portability':
      return t(page, 'rights.portability', { consent: yes(is.marketing && is.marketingByConsent) })
    default:
      return t(page, `rights.${id}`)
  }
}

export const rightSections: SectionBuilders = {
  rights: (page) => {
    const reach = reachOf(page, 'contactPerson', ['phone', 'email'])
    return [
      paragraph(
        t(page, 'rights.ask', {
          name: setting(page, 'contactPerson.name'),
          reach: reach.length > 0 ? reach : [setting(page, 'contactPerson.email')],
        }),
      ),
      bullets(rightsOf(page.sheet).map((id) => right(page, id))),
      paragraph([...t(page, 'rights.automated'), { text: ' ' }, ...t(page, 'rights.refusal')]),
    ]
  },
}

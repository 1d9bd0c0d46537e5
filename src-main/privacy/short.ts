// The short form for the waiting room, and its child's version: one page.
import { paragraph, section, type Block, type DocumentModel, type Inline } from '../documents/model.ts'
import { reachOf, setting, yes, type Page } from './page.ts'
import { frame, headLines, type Edition } from './notice.ts'
import { authorityOf } from './sections/end.ts'
import { recipientSections } from './sections/recipients.ts'
import { say, sentences, words, type Value } from './texts.ts'

const s = (page: Page, key: string, values: Readonly<Record<string, Value>> = {}): Inline[] => say(page.language, `short.${key}`, values)
const title = (page: Page, key: string): string => words(page.language, `short.${key}`)
const reach = (page: Page): Inline[] => {
  const runs = reachOf(page, 'contactPerson', ['phone', 'email'])
  return runs.length > 0 ? runs : [setting(page, 'contactPerson.email')]
}

function adultBlocks(page: Page): Block[] {
  const { sheet } = page
  const { is } = sheet
  const block = (key: string, text: Inline[]): Block => section(key, title(page, key), [paragraph(text)])
  const recipients = recipientSections['recipients']!(page)!
    .filter((one) => one.type === 'paragraph')
    .slice(0, 1)
  return [
    block(
      'who',
      s(page, 'whoText', { name: setting(page, 'practice.name'), contact: setting(page, 'contactPerson.name'), reach: reach(page) }),
    ),
    block(
      'why',
      sentences(
        is.patient ? s(page, 'whyPatient') : [],
        s(page, 'whyContract', { appointments: yes(is.appointments) }),
        is.billing ? s(page, 'whyBilling') : [],
        is.marketing && is.marketingByConsent ? s(page, 'whyMarketing') : [],
        sheet.purposes.includes('p6') ? s(page, 'whyOwnCustomer') : [],
      ),
    ),
    block(
      'howLong',
      sentences(is.patient ? s(page, 'howLongPatient') : [], is.billing ? s(page, 'howLongBilling') : [], s(page, 'howLongOther')),
    ),
    section('whom', title(page, 'whom'), recipients),
    block(
      'rights',
      sentences(
        s(page, 'rightsText'),
        is.patient ? s(page, 'rightsLog') : [],
        s(page, 'rightsComplaint', { authority: authorityOf(page, 'dataProtection').slice(0, 1) }),
      ),
    ),
    block('full', s(page, 'fullText')),
  ]
}

function childBlocks(page: Page): Block[] {
  const { is } = page.sheet
  const block = (key: string, text: Inline[]): Block => section(key, title(page, `child.${key}`), [paragraph(text)])
  return [
    block('who', s(page, 'child.whoText', { name: setting(page, 'practice.name'), contact: setting(page, 'contactPerson.name') })),
    block('what', s(page, is.patient ? 'child.whatText' : 'child.whatTextWithout')),
    block('who2', s(page, is.patient ? 'child.who2Text' : 'child.who2TextWithout')),
    ...(is.patient ? [block('parents', s(page, 'child.parentsText'))] : []),
    block('long', s(page, is.patient ? 'child.longText' : 'child.longTextWithout')),
    block(
      'can',
      sentences(s(page, 'child.canText'), s(page, 'child.canComplaint', { authority: authorityOf(page, 'dataProtection').slice(0, 1) })),
    ),
  ]
}

/** One A4 in large type. */
export function shortForm(page: Page, edition: Edition, child: boolean): DocumentModel {
  return frame(page, edition, {
    kind: 'registerDescription',
    layout: 'shortForm',
    audience: 'public',
    title: title(page, child ? 'childTitle' : 'title'),
    headRight: headLines(page, edition).slice(0, 2),
    blocks: child ? childBlocks(page) : adultBlocks(page),
  })
}

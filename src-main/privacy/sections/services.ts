// Sections 14–17: marketing, where the patient record is, cookies, IP addresses. Each only when it is so.
import { fact, paragraph, type Block, type Inline } from '../../documents/model.ts'
import { date, ended, given, list, printed, setting, t, w, yes, type Page, type SectionBuilders } from '../page.ts'
import { sentences } from '../texts.ts'

const channels = ['email', 'sms', 'post'] as const

function stopWays(page: Page): Inline[] {
  const { marketing } = page.sheet.settings
  const email = given(page, 'marketing.optOutEmail')
  const phone = given(page, 'contactPerson.phone') ?? given(page, 'practice.phone')
  const ways = [
    ...(email ? [t(page, 'marketing.way.email', { email: { ...email, link: true as const } })] : []),
    ...(phone ? [t(page, 'marketing.way.phone', { phone })] : []),
    ...(marketing?.email || marketing?.sms ? [t(page, 'marketing.way.reply')] : []),
    ...(page.missing.has('marketing.optOutEmail') ? [[setting(page, 'marketing.optOutEmail')]] : []),
  ]
  return list(page, ways.length > 0 ? ways : [t(page, 'marketing.way.inPerson')], 'disjunction')
}

type CookiePurposes = readonly ('necessary' | 'statistics' | 'marketing')[]

function purposeSentence(page: Page, path: string, purposes: CookiePurposes | undefined): Inline[] {
  if (!purposes || purposes.length === 0) return []
  return t(page, 'cookies.purpose', {
    purposes: list(
      page,
      purposes.map((purpose) => fact(path, w(page, `cookies.purposeName.${purpose}`))),
    ),
  })
}
const needsConsent = (purposes: CookiePurposes | undefined): boolean => (purposes ?? []).some((purpose) => purpose !== 'necessary')

export const serviceSections: SectionBuilders = {
  marketing: (page) => {
    const { sheet } = page
    if (!sheet.is.marketing) return null
    const { marketing } = sheet.settings
    const own = marketing?.ownCustomer === true
    const on = channels.filter((channel) => marketing?.[channel] === true)
    const stop = stopWays(page)
    return [
      paragraph(
        sentences(
          sheet.is.marketingByConsent ? t(page, 'marketing.consent') : [],
          on.length > 0
            ? t(page, 'marketing.channels', {
                channels: list(
                  page,
                  on.map((channel) => fact(`marketing.${channel}`, w(page, `marketing.channel.${channel}`))),
                ),
              })
            : [],
          sheet.is.marketingByConsent ? t(page, 'marketing.stopConsent', { ways: stop }) : [],
        ),
      ),
      ...(own
        ? [
            paragraph(
              sentences(
                [
                  fact(
                    'marketing.ownCustomer',
                    t(page, 'marketing.ownCustomer')
                      .map((run) => run.text)
                      .join(''),
                  ),
                ],
                t(page, 'marketing.stopOwnCustomer', { ways: stop }),
              ),
            ),
          ]
        : []),
      paragraph(
        sentences(
          t(page, 'marketing.free', { patient: yes(sheet.is.patient) }),
          t(page, 'marketing.health', { patient: yes(sheet.is.patient) }),
          sheet.is.letters
            ? [
                fact(
                  'consents.letters.email',
                  t(page, 'marketing.letters')
                    .map((run) => run.text)
                    .join(''),
                ),
              ]
            : [],
        ),
      ),
    ]
  },

  officialRecord: (page) => {
    const { sheet } = page
    if (!sheet.is.patient) return null
    const record = sheet.settings.patientRecord ?? {}
    switch (record.location) {
      case 'kanta': {
        const joined =
          record.kantaJoined && !page.missing.has('patientRecord.kantaJoined')
            ? date(page, 'patientRecord.kantaJoined', record.kantaJoined)
            : setting(page, 'patientRecord.kantaJoined')
        const system = given(page, 'patientRecord.systemName')
        return [
          paragraph(
            sentences(t(page, 'officialRecord.kanta', { date: joined }), system ? t(page, 'officialRecord.kantaSystem', { system }) : []),
          ),
          paragraph(sentences(t(page, 'officialRecord.kantaController'), t(page, 'officialRecord.kantaRights'))),
        ]
      }
      case 'this-app':
        return [
          paragraph(
            record.since
              ? t(page, 'officialRecord.thisAppSince', { date: date(page, 'patientRecord.since', record.since) })
              : t(page, 'officialRecord.thisApp'),
          ),
        ]
      case 'other-system':
        return [paragraph(t(page, 'officialRecord.otherSystem', { name: setting(page, 'patientRecord.systemName') }))]
      case 'paper':
        return [paragraph(sentences(t(page, 'officialRecord.paper'), sheet.is.careEntries ? t(page, 'officialRecord.paperEntries') : []))]
      default:
        return [paragraph(t(page, 'officialRecord.unset', { place: setting(page, 'patientRecord.location') }))]
    }
  },

  cookies: (page) => {
    const { is, settings } = page.sheet
    if (!is.bookingCookies && !is.websiteCookies) return null
    const blocks: Block[] = []
    const { onlineBooking: booking, website } = settings
    if (is.bookingCookies) {
      const provider = given(page, 'onlineBooking.provider')
      const values = { named: yes(provider !== undefined), provider: provider ?? '' }
      const necessary = (booking?.cookiePurpose ?? []).includes('necessary')
      blocks.push(
        paragraph(
          sentences(
            t(page, is.clientLogin ? 'cookies.bookingLogin' : 'cookies.booking', values),
            purposeSentence(page, 'onlineBooking.cookiePurpose', booking?.cookiePurpose),
            is.clientLogin ? t(page, 'cookies.refuseLogin') : necessary ? t(page, 'cookies.refuseNecessary') : t(page, 'cookies.refuse'),
          ),
        ),
      )
    }
    if (is.websiteCookies) {
      const address = given(page, 'practice.website')
      blocks.push(
        paragraph(
          sentences(
            t(page, 'cookies.website', { named: yes(address !== undefined), website: address ?? '' }),
            purposeSentence(page, 'website.cookiePurpose', website?.cookiePurpose),
            (website?.cookiePurpose ?? []).includes('necessary') ? t(page, 'cookies.refuseNecessary') : t(page, 'cookies.refuse'),
          ),
        ),
      )
    }
    if ((is.bookingCookies && needsConsent(booking?.cookiePurpose)) || (is.websiteCookies && needsConsent(website?.cookiePurpose)))
      blocks.push(paragraph(t(page, 'cookies.consent')))
    return blocks
  },

  ipLog: (page) => {
    const { is, settings } = page.sheet
    if (!is.ipLog) return null
    const log = settings.onlineBooking?.ipLog
    return [
      paragraph(
        sentences(
          t(page, 'ipLog.what', { provider: setting(page, 'onlineBooking.provider') }),
          t(page, 'ipLog.purpose', { purpose: ended(printed(page, 'onlineBooking.ipLog.purpose', log?.purpose)) }),
          t(page, 'ipLog.accessBy', { accessBy: ended(printed(page, 'onlineBooking.ipLog.accessBy', log?.accessBy)) }),
        ),
      ),
    ]
  },
}

/** Section 15 is named for Kanta when the record is there. */
export const recordTitle = (page: Page): string => w(page, page.sheet.is.kanta ? 'officialRecord.titleKanta' : 'officialRecord.title')

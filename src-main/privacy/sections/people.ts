// Sections 1–3: who answers for the data, whom to ask, what the register is.
import { fact, heading, paragraph, type Block } from '../../documents/model.ts'
import { addressOf, given, hasOwnAddress, list, reachOf, setting, t, w, yes, type SectionBuilders } from '../page.ts'
import { sentences } from '../texts.ts'

export const peopleSections: SectionBuilders = {
  controller: (page) => [
    paragraph(
      sentences(
        t(page, 'controller.who', { name: setting(page, 'practice.name'), businessId: setting(page, 'practice.businessId') }),
        t(page, 'controller.address', { address: addressOf(page, 'practice.address') }),
        t(page, 'controller.reach', { reach: reachOf(page, 'practice', ['phone', 'email', 'website']) }),
        t(page, 'controller.duty'),
      ),
    ),
  ],

  contact: (page) => {
    const reach = reachOf(page, 'contactPerson', ['phone', 'email'])
    const blocks: Block[] = [
      paragraph(
        sentences(
          t(page, 'contact.who', {
            name: setting(page, 'contactPerson.name'),
            reach: reach.length > 0 ? reach : [setting(page, 'contactPerson.email')],
          }),
          given(page, 'contactPerson.email') ? t(page, 'contact.email', { patient: yes(page.sheet.is.patient) }) : [],
        ),
      ),
    ]
    // Two addresses never without saying whose each is.
    if (hasOwnAddress(page.sheet)) {
      blocks.push(
        paragraph(t(page, 'contact.ownAddress', { address: addressOf(page, 'contactPerson.address') })),
        paragraph(t(page, 'contact.practiceAddress', { address: addressOf(page, 'practice.address') })),
      )
    }
    const officer = given(page, 'dataProtectionOfficer.name')
    if (officer) {
      const officerReach = reachOf(page, 'dataProtectionOfficer', ['phone', 'email'])
      blocks.push(
        heading(3, w(page, 'contact.officerTitle')),
        paragraph(
          officerReach.length > 0
            ? t(page, 'contact.officer', { name: officer, reach: officerReach })
            : t(page, 'contact.officerNameOnly', { name: officer }),
        ),
      )
    }
    return blocks
  },

  register: (page) => {
    const { sheet } = page
    const ownName = given(page, 'registerName')
    return [
      paragraph(
        sentences(
          ownName
            ? t(page, 'register.ownName', { name: ownName })
            : t(page, 'register.name', { name: setting(page, 'practice.name'), patient: yes(sheet.is.patient) }),
          t(page, 'register.parts', {
            parts: list(
              page,
              sheet.parts.map((part) => fact(`parts.${part}`, w(page, `register.part.${part}`))),
            ),
          }),
          t(page, 'register.people', {
            count: sheet.people.length,
            people: list(
              page,
              sheet.people.map((person) => fact(`people.${person}`, w(page, `register.person.${person}`))),
            ),
          }),
        ),
      ),
    ]
  },
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBusinessId, vatNumberOf } from '../../../src-main/checks/business-id.ts'
import { emailKey, readEmail } from '../../../src-main/checks/email.ts'
import { bicOf, formatIban, readBic, readIban } from '../../../src-main/checks/iban.ts'
import { checkDigits97 } from '../../../src-main/checks/mod97.ts'
import { phoneKey, phoneTail, readPhone } from '../../../src-main/checks/phone.ts'
import { readPostalCode } from '../../../src-main/checks/postal-code.ts'
import { sharedVectors } from '../shared-vectors.ts'

describe('business id', () => {
  it.each(['1234567-1', '1000000-4', '2222222-9'])('takes %s', (value) => expect(readBusinessId(value)).toBe(value))
  it('gives an old id of six digits its leading zero', () => expect(readBusinessId('109823-0')).toBe('0109823-0'))
  it.each(['1234567-2', '12345671', '12345678', '1234567-1 x', '0000000-0', '', '١٢٣٤٥٦٧-1'])('refuses %j', (value) =>
    expect(readBusinessId(value)).toBeNull(),
  )
  it('makes the VAT number', () => expect(vatNumberOf('1234567-1')).toBe('FI12345671'))
  it('never gives out a number whose remainder is 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), (number) => {
        const digits = String(number).padStart(7, '0')
        const valid = [...'0123456789'].filter((check) => readBusinessId(`${digits}-${check}`))
        const remainder = [7, 9, 10, 5, 8, 4, 2].reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11
        expect(valid).toHaveLength(remainder === 1 ? 0 : 1)
      }),
    )
  })
  it.skipIf(!sharedVectors)('agrees with the published vectors', () => {
    for (const value of sharedVectors!.businessIdValid) expect(readBusinessId(value)).toBe(value)
    for (const value of sharedVectors!.businessIdInvalid) expect(readBusinessId(value)).toBeNull()
  })
})

describe('account number', () => {
  // The examples of the SWIFT registry.
  it.each([
    'FI2112345600000785',
    'SE4550000000058398257466',
    'DE89370400440532013000',
    'NO9386011117947',
    'MT84MALT011000012345MTLCAST001S',
    'EE382200221020145685',
  ])('takes %s', (value) => expect(readIban(value)).toBe(value))
  it('takes it as people write it', () => expect(readIban(' fi21 1234 5600 0007 85')).toBe('FI2112345600000785'))
  it.each(['FI7944052020036083', 'SE7944052020036082', 'FI00', '', 'FI211234560000078A', 'ZZ2112345600000785'])('refuses %j', (value) =>
    expect(readIban(value)).toBeNull(),
  )
  it('prints in fours', () => expect(formatIban('FI2112345600000785')).toBe('FI21 1234 5600 0007 85'))
  it('knows the bank of a Finnish account', () => {
    expect(bicOf('FI7944052020036082')).toBe('ITELFIHH')
    expect(bicOf('FI2112345600000785')).toBe('NDEAFIHH')
    expect(bicOf('FI5079979963123456')).toBe('HOLVFIHH')
    expect(bicOf('FI0047000000000000')).toBe('POPFFI22')
    expect(bicOf('FI0040500000000000')).toBe('HELSFIHH')
    expect(bicOf('FI0035000000000000')).toBeUndefined()
    expect(bicOf('DE89370400440532013000')).toBeUndefined()
  })
  it('takes what its own rule makes and refuses every other pair of check digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{14}$/), (rest) => {
        const valid = Array.from({ length: 100 }, (_, number) => `FI${String(number).padStart(2, '0')}${rest}`).filter((iban) =>
          readIban(iban),
        )
        expect(valid).toEqual([`FI${checkDigits97('FI', rest)}${rest}`])
      }),
      { numRuns: 30 },
    )
  })
  it('reads a BIC of 8 or 11 characters', () => {
    expect(readBic('ndeafihh')).toBe('NDEAFIHH')
    expect(readBic('NDEAFIHHXXX')).toBe('NDEAFIHHXXX')
    expect(readBic('NDEAFIHHX')).toBeNull()
  })
})

describe('e-mail', () => {
  it.each([
    'maija.mallikas@example.fi',
    'maija+hoito@example.co.uk',
    'äiti@esimerkki.fi',
    'info@hyvä-olo.fi',
    'a@b.xn--p1ai',
    "o'neill@example.com",
  ])('takes %s', (value) => expect(readEmail(value)).toBe(value))
  it('writes the domain small', () => expect(readEmail(' Maija@Example.FI ')).toBe('Maija@example.fi'))
  it.each([
    '',
    'maija',
    'maija@',
    '@example.fi',
    'maija@example',
    'maija..m@example.fi',
    '.maija@example.fi',
    'maija@-a.fi',
    'maija@1.2.3.4',
    'a b@example.fi',
    'a@b.fi, c@d.fi',
    'a@b@c.fi',
    'maija@exa mple.fi',
    `${'a'.repeat(65)}@example.fi`,
  ])('refuses %j', (value) => expect(readEmail(value)).toBeNull())
  it('compares without regard to case', () => expect(emailKey(' Maija@Example.fi')).toBe(emailKey('maija@example.FI')))
})

describe('telephone number', () => {
  // FossifyOrg/Phone #254
  it('is the same number however it is written', () => {
    const forms = [
      '+358 40 123 4567',
      '0401234567',
      '00358401234567',
      '040-123 4567',
      '(040) 1234567',
      '+358 (0)40 1234567',
      '+358 040 1234567',
      '040.123.4567',
      '358401234567',
      '401234567',
      '０４０１２３４５６７',
      '040\u00A0123\u20114567',
    ]
    expect(new Set(forms.map((form) => phoneKey(form)))).toEqual(new Set(['358401234567']))
  })
  it('keeps countries apart', () => {
    expect(phoneKey('+46 70 123 45 67')).toBe('46701234567')
    expect(phoneKey('0046701234567')).toBe('46701234567')
    expect(phoneKey('')).toBeUndefined()
    expect(phoneKey('ei ole')).toBeUndefined()
  })
  it('gives the same key to any spacing of the same digits', () => {
    const digits = fc.stringMatching(/^0[1-9][0-9]{5,9}$/)
    fc.assert(
      fc.property(digits, fc.array(fc.nat(10), { maxLength: 4 }), fc.constantFrom(' ', '-', '\u2013', '.', '/'), (number, cuts, sign) => {
        const spaced = [...number].map((digit, index) => (cuts.includes(index) && index > 0 ? sign + digit : digit)).join('')
        expect(phoneKey(spaced)).toBe(phoneKey(number))
        expect(phoneKey(`+358${number.slice(1)}`)).toBe(phoneKey(number))
      }),
    )
  })
  it('ends in the last four digits', () => expect(phoneTail('+358 40 123 4567')).toBe('4567'))
  it.each(['040 123 4567', '+358 (0)40 123 4567', '09-123 456', '+46 70 123 45 67', '112', '0100 1234', '+1 (212) 555-0123 ext. 12'])(
    'takes %s',
    (value) => expect(readPhone(value)).toBe(value),
  )
  it.each(['', '12', 'ei ole', '040-', 'mainphone', '0401234567, 0507654321', '+358 40 123 4567 8901 2345 678', '@'.repeat(70)])(
    'refuses %j',
    (value) => expect(readPhone(value)).toBeNull(),
  )
})

describe('postal code', () => {
  it('is five digits in Finland', () => {
    expect(readPostalCode('00100')).toBe('00100')
    expect(readPostalCode(' FI-00100 ', 'Suomi')).toBe('00100')
    expect(readPostalCode('AX-22100', 'Åland')).toBe('22100')
    for (const value of ['0010', '001000', '00000', 'NW3D 2RP', '', '٠٠١٠٠']) expect(readPostalCode(value, 'FI')).toBeNull()
  })
  it('is free elsewhere', () => {
    expect(readPostalCode('NW3 2RP', 'United Kingdom')).toBe('NW3 2RP')
    expect(readPostalCode('', 'Sverige')).toBeNull()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bankBarcode } from '../../../src-main/billing/bank-barcode.ts'
import { epcPayload } from '../../../src-main/billing/epc-code.ts'
import { makeReference, readReference, wrapInRf } from '../../../src-main/billing/reference-number.ts'
import { sharedVectors } from '../shared-vectors.ts'

const iban = 'FI2112345600000785'
const bases = fc.stringMatching(/^[1-9][0-9]{2,18}$/)

describe('references', () => {
  it.each([
    ['123', '1232', 'RF111232'],
    ['999', '9991', 'RF049991'],
    ['322872220', '3228722206', 'RF693228722206'],
    ['100', '1009', 'RF181009'],
  ])('makes both forms of %s', (base, national, rf) => {
    expect(makeReference(base, 'national')?.reference).toBe(national)
    expect(makeReference(base, 'rf')?.reference).toBe(rf)
  })
  it('wraps the national reference with its check digit: 1234 → 12344 → RF…12344', () => {
    expect(makeReference('1234', 'national')?.reference).toBe('12344')
    expect(makeReference('1234', 'rf')?.reference).toMatch(/^RF[0-9]{2}12344$/)
  })
  it('takes letters in RF only', () => {
    expect(makeReference('NORDEA1', 'rf')?.reference).toBe('RF03NORDEA1')
    expect(makeReference('NORDEA1', 'national')).toBeNull()
    expect(wrapInRf('539007547034').reference).toBe('RF18539007547034')
  })
  it('groups national ones by five from the right and RF by four from the left', () => {
    expect(readReference('3228722206')?.formatted).toBe('32287 22206')
    expect(readReference('868516259619897')?.formatted).toBe('86851 62596 19897')
    expect(readReference('1232')?.formatted).toBe('1232')
    expect(readReference('rf69 3228 7222 06')?.formatted).toBe('RF69 3228 7222 06')
  })
  it('takes leading zeros, as banks write them, and leaves them out', () =>
    expect(readReference('00000 00000 00000 01232')?.reference).toBe('1232'))
  it.each(['', '1', '1232x', '1511890657', 'RF471234567', 'RF1234', '0000', '12', 'RF', '١٢٣٢'])('refuses %j', (value) =>
    expect(readReference(value)).toBeNull(),
  )
  it.each(['', '12', '000', '12345678901234567890', '1 2x'])('has no national reference for %j', (base) =>
    expect(makeReference(base, 'national')).toBeNull(),
  )
  it('reads back what it makes, and notices one digit typed wrong', () => {
    fc.assert(
      fc.property(
        bases,
        fc.constantFrom('national' as const, 'rf' as const),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (base, kind, at, shift) => {
          const made = makeReference(base, kind)!
          expect(readReference(made.formatted)).toEqual(made)
          const start = kind === 'rf' ? 2 : 0
          const position = start + (at % (made.reference.length - start))
          const wrong =
            made.reference.slice(0, position) + String((Number(made.reference[position]) + shift) % 10) + made.reference.slice(position + 1)
          expect(readReference(wrong)).toBeNull()
        },
      ),
    )
  })
  it('never throws on hostile text', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect([readReference(text), makeReference(text, 'rf')]).toHaveLength(2)
      }),
    ))
  it.skipIf(!sharedVectors)('agree with the published vectors', () => {
    for (const { base, national, rf } of sharedVectors!.reference)
      expect([makeReference(base, 'national')?.reference, makeReference(base, 'rf')?.reference]).toEqual([national, rf])
    for (const value of sharedVectors!.referenceInvalid) expect(readReference(value)).toBeNull()
    for (const { base, rf } of sharedVectors!.creditorReferenceAlphanumeric) expect(wrapInRf(base).reference).toBe(rf)
  })
})

describe('bank barcode', () => {
  // Example invoices of Finance Finland's guide 5.3.
  it('version 4 carries a national reference', () => {
    expect(bankBarcode({ iban: 'FI7944052020036082', amountCents: 488_315, reference: '868516259619897', dueDate: '2010-06-12' })).toEqual({
      code: '479440520200360820048831500000000868516259619897100612',
    })
  })
  it('version 5 carries an RF reference', () => {
    expect(
      bankBarcode({ iban: 'FI5810171000000122', amountCents: 48_299, reference: 'RF06559582243294671', dueDate: '2012-01-31' }),
    ).toEqual({ code: '5' + '5810171000000122' + '00048299' + '06' + '000000559582243294671' + '120131' })
  })
  it('writes zeros for no due date and for an amount that does not fit', () => {
    const codeOf = (amountCents: number, dueDate: string | null) =>
      (bankBarcode({ iban, amountCents, reference: '1232', dueDate }) as { code: string }).code
    expect(codeOf(100, null)).toMatch(/000000$/)
    expect(codeOf(0, null).slice(17, 25)).toBe('00000000')
    expect(codeOf(99_999_999, null).slice(17, 25)).toBe('99999999')
    expect(codeOf(100_000_000, null).slice(17, 25)).toBe('00000000')
  })
  it('says why it can not be made', () => {
    const refuse = (facts: Partial<Parameters<typeof bankBarcode>[0]>) =>
      bankBarcode({ iban, amountCents: 100, reference: '1232', dueDate: null, ...facts })
    expect(refuse({ iban: 'DE89370400440532013000' })).toEqual({ refused: 'barcodeForeignIban' })
    expect(refuse({ reference: '1233' })).toEqual({ refused: 'barcodeReference' })
    expect(refuse({ reference: 'RF03NORDEA1' })).toEqual({ refused: 'barcodeLetters' })
    expect(refuse({ dueDate: '1999-01-01' })).toEqual({ refused: 'barcodeDueDate' })
  })
  it('has 54 digits always', () => {
    fc.assert(
      fc.property(bases, fc.constantFrom('national' as const, 'rf' as const), fc.nat(), (base, kind, amountCents) => {
        expect(bankBarcode({ iban, amountCents, reference: makeReference(base, kind)!.reference, dueDate: '2026-11-25' })).toEqual({
          code: expect.stringMatching(/^[0-9]{54}$/),
        })
      }),
    )
  })
  it.skipIf(!sharedVectors)('agrees with the published vectors', () => {
    for (const { code, ...facts } of sharedVectors!.barcode) expect(bankBarcode(facts)).toEqual({ code })
  })
})

describe('EPC QR code', () => {
  const facts = { name: 'Osteopatia Mallikas', iban, amountCents: 6500 }
  it('has its lines in order and ends with the last that says something', () => {
    expect(epcPayload({ ...facts, bic: 'NDEAFIHH', reference: 'RF18 5390 0754 7034' })).toEqual({
      payload: `BCD\n002\n1\nSCT\nNDEAFIHH\nOsteopatia Mallikas\n${iban}\nEUR65.00\n\nRF18539007547034`,
    })
    expect(epcPayload({ ...facts, text: 'Lasku 12' })).toEqual({
      payload: `BCD\n002\n1\nSCT\n\nOsteopatia Mallikas\n${iban}\nEUR65.00\n\n\nLasku 12`,
    })
    expect(epcPayload(facts)).toEqual({ payload: `BCD\n002\n1\nSCT\n\nOsteopatia Mallikas\n${iban}\nEUR65.00` })
  })
  it('writes cents exactly at the ends of the range and refuses beyond them', () => {
    expect(epcPayload({ ...facts, amountCents: 1 })).toMatchObject({ payload: expect.stringContaining('EUR0.01') })
    expect(epcPayload({ ...facts, amountCents: 99_999_999_999 })).toMatchObject({ payload: expect.stringContaining('EUR999999999.99') })
    for (const amountCents of [0, -1, 100_000_000_000, 1.5, Number.NaN])
      expect(epcPayload({ ...facts, amountCents })).toEqual({ refused: 'epcAmount' })
  })
  it('refuses what the format can not carry', () => {
    expect(epcPayload({ ...facts, iban: 'FI00' })).toEqual({ refused: 'epcIban' })
    expect(epcPayload({ ...facts, bic: 'NDEA' })).toEqual({ refused: 'epcBic' })
    expect(epcPayload({ ...facts, name: 'a\nb' })).toEqual({ refused: 'epcName' })
    expect(epcPayload({ ...facts, name: 'ä'.repeat(71) })).toEqual({ refused: 'epcName' })
    expect(epcPayload({ ...facts, reference: '1233' })).toEqual({ refused: 'epcReference' })
    expect(epcPayload({ ...facts, text: 'x'.repeat(141) })).toEqual({ refused: 'epcText' })
    expect(epcPayload({ ...facts, reference: '1232', text: 'x' })).toEqual({ refused: 'epcBothTexts' })
    expect(epcPayload({ ...facts, name: '😀'.repeat(60), text: 'ä'.repeat(140) })).toEqual({ refused: 'epcTooLong' })
  })
})

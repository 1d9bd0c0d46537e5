// The QR code for a credit transfer. Source: European Payments Council, EPC069-12 version 2.1 (data version 002).
import { readBic, readIban } from '../checks/iban.ts'
import { readReference } from './reference-number.ts'

export interface EpcFacts {
  name: string
  iban: string
  bic?: string | undefined
  amountCents: number
  reference?: string | undefined
  text?: string | undefined
}
/** Why there can be no code; keys of the error texts. */
export type EpcRefusal = 'epcAmount' | 'epcIban' | 'epcBic' | 'epcName' | 'epcReference' | 'epcText' | 'epcBothTexts' | 'epcTooLong'

const maximumBytes = 331
const controls = /[\u0000-\u001F\u007F\u0085\u2028\u2029]/u
const lengthOf = (text: string): number => [...text].length

/**
 * Lines joined by LF, nothing after the last line that says something. A reference goes to the structured line, a national one too:
 * Finnish banks read it. A structured reference and a free text exclude each other (EPC069-12, elements AT-05).
 */
export function epcPayload(facts: EpcFacts): { payload: string } | { refused: EpcRefusal } {
  const { amountCents } = facts
  if (!Number.isInteger(amountCents) || amountCents < 1 || amountCents > 99_999_999_999) return { refused: 'epcAmount' }
  const iban = readIban(facts.iban)
  if (!iban) return { refused: 'epcIban' }
  const bic = facts.bic ? readBic(facts.bic) : ''
  if (bic === null) return { refused: 'epcBic' }
  const name = facts.name.normalize('NFC').trim()
  if (name === '' || lengthOf(name) > 70 || controls.test(name)) return { refused: 'epcName' }
  const reference = facts.reference ? readReference(facts.reference) : undefined
  if (reference === null) return { refused: 'epcReference' }
  const text = facts.text?.normalize('NFC').trim() ?? ''
  if (lengthOf(text) > 140 || controls.test(text)) return { refused: 'epcText' }
  if (reference && text) return { refused: 'epcBothTexts' }
  const amount = `EUR${Math.floor(amountCents / 100)}.${String(amountCents % 100).padStart(2, '0')}`
  const lines = ['BCD', '002', '1', 'SCT', bic, name, iban, amount, '', reference?.reference ?? '', text]
  while (lines.at(-1) === '') lines.pop()
  const payload = lines.join('\n')
  return new TextEncoder().encode(payload).length > maximumBytes ? { refused: 'epcTooLong' } : { payload }
}

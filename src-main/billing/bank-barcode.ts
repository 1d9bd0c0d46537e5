// The bank barcode of a Finnish invoice: 54 digits, drawn as Code 128 C. Source: Finance Finland, "Pankkiviivakoodi-opas" 5.3.
import { readIban } from '../checks/iban.ts'
import { readReference } from './reference-number.ts'

export interface BarcodeFacts {
  iban: string
  amountCents: number
  reference: string
  /** Local date, or null: payable at once. */
  dueDate: string | null
}
/** Why there can be no barcode; keys of the error texts. */
export type BarcodeRefusal = 'barcodeForeignIban' | 'barcodeReference' | 'barcodeLetters' | 'barcodeDueDate'

/** The amount in the code ends at 999 999,99 €; zero and more than that are printed as zeros and typed by the payer. */
export const barcodeMaximumCents = 99_999_999

/** Version 4 for a national reference, 5 for an RF one. An RF reference with letters can't be written in digits. */
export function bankBarcode(facts: BarcodeFacts): { code: string } | { refused: BarcodeRefusal } {
  const iban = readIban(facts.iban)
  if (!iban?.startsWith('FI')) return { refused: 'barcodeForeignIban' }
  const reference = readReference(facts.reference)
  if (!reference) return { refused: 'barcodeReference' }
  const inRange = Number.isInteger(facts.amountCents) && facts.amountCents > 0 && facts.amountCents <= barcodeMaximumCents
  const amount = String(inRange ? facts.amountCents : 0).padStart(8, '0')
  const due = facts.dueDate === null ? '000000' : facts.dueDate.slice(2).replaceAll('-', '')
  if (!/^[0-9]{6}$/.test(due) || (facts.dueDate !== null && !/^2[0-9]{3}-/.test(facts.dueDate))) return { refused: 'barcodeDueDate' }
  if (reference.kind === 'national') return { code: `4${iban.slice(2)}${amount}000${reference.reference.padStart(20, '0')}${due}` }
  const inner = reference.reference.slice(4)
  if (!/^[0-9]+$/.test(inner)) return { refused: 'barcodeLetters' }
  return { code: `5${iban.slice(2)}${amount}${reference.reference.slice(2, 4)}${inner.padStart(21, '0')}${due}` }
}

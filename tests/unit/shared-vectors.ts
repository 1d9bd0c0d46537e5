// Check vectors that lie beside a full checkout, read in place; tests skip them when they are missing, their own fixtures stay.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

interface Vectors {
  hetuValid: { value: string; birthDate: string; sex: string; artificial: boolean }[]
  hetuInvalid: string[]
  barcode: { iban: string; amountCents: number; reference: string; dueDate: string | null; code: string }[]
  reference: { base: string; national: string; rf: string }[]
  referenceInvalid: string[]
  creditorReferenceAlphanumeric: { base: string; rf: string }[]
  businessIdValid: string[]
  businessIdInvalid: string[]
  ibanInvalid: string[]
}
const file = path.join(import.meta.dirname, '../../../shared/spec/vectors/finnish.json')

export const sharedVectors: Vectors | undefined = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Vectors) : undefined

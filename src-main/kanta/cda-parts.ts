// Elements that appear in several places of a document.
import type { Code, Organisation, PersonName } from './document-model.ts'
import { element, type Element } from './xml-writer.ts'

const filled = (text: string | undefined): string | undefined => (text === undefined || text === '' ? undefined : text)

/** A code with its system and names; null is written as not known. */
export const codeElement = (name: string, code: Code | null): Element =>
  code === null
    ? element(name, { nullFlavor: 'NI' })
    : element(name, {
        code: code.code,
        codeSystem: code.codeSystem,
        codeSystemName: filled(code.codeSystemName),
        displayName: filled(code.displayName),
      })

export const idElement = (root: string): Element => element('id', { root })

/** Each given name is an element of its own. */
export const nameElement = (name: PersonName): Element =>
  element(
    'name',
    {},
    ...name.given.map((given) => element('given', {}, given)),
    element('family', {}, name.family),
    filled(name.suffix) === undefined ? undefined : element('suffix', {}, name.suffix),
  )

/** Organisation or custodian: id, name, telecom, address. A custodian has at most one of each, so both are written once. */
export function organisationElement(name: string, { id, name: called, phone, address }: Organisation): Element {
  const parts = [
    filled(address?.street) === undefined ? undefined : element('streetAddressLine', {}, address!.street),
    filled(address?.postalCode) === undefined ? undefined : element('postalCode', {}, address!.postalCode),
    filled(address?.city) === undefined ? undefined : element('city', {}, address!.city),
  ]
  const digits = phone?.replace(/[^+0-9]/g, '') ?? ''
  return element(
    name,
    {},
    id === null ? element('id', { nullFlavor: 'NI' }) : idElement(id),
    element('name', {}, called),
    digits === '' ? undefined : element('telecom', { value: `tel:${digits}` }),
    parts.some((part) => part !== undefined) ? element('addr', {}, ...parts) : undefined,
  )
}

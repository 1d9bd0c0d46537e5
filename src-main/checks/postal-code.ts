// Postal codes: five digits in Finland (Posti), free elsewhere. Åland's AX-22100 is a Finnish code with a prefix for foreign mail.

const finland = new Set(['', 'fi', 'fin', 'finland', 'suomi', 'ax', 'åland', 'ahvenanmaa'])

export const isFinland = (country: string | null | undefined): boolean => finland.has((country ?? '').trim().toLowerCase())

/** The code as it is kept, or null: in Finland five digits not 00000, with or without FI- or AX-; elsewhere 1–20 characters. */
export function readPostalCode(value: string, country?: string | null): string | null {
  const text = value.normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (!isFinland(country)) return text.length >= 1 && text.length <= 20 ? text : null
  const match = /^(?:(?:FI|AX|FIN)[- ]?)?([0-9]{5})$/i.exec(text)
  return match && match[1] !== '00000' ? match[1]! : null
}

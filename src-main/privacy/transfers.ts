// Which data leave the European Economic Area, and on what safeguard. Read by section 10, by the checks and by the drift.
import type { PrintedText } from '../settings/contract.ts'
import { countryCode, insideEea } from './countries.ts'
import type { FactSheet } from './sheet.ts'
import { anyText } from './sheet.ts'

export interface Transfer {
  /** Setting that named the country. */
  path: string
  country: string
  recipient: string | null
  safeguard: PrintedText | undefined
  /** Where the safeguard is, or where it would have to be. */
  safeguardPath: string
}

/** Countries outside the EEA, from processors, recipients and the settings' own list; unknown names are left to the checks. */
export function transfersOf(sheet: FactSheet): Transfer[] {
  const { processors = [], disclosures = [], transfersOutsideEea = [] } = sheet.settings
  const outside = (given: string | undefined): string | undefined => {
    const code = countryCode(given)
    return code && !insideEea(code) ? code : undefined
  }
  const ownRows = transfersOutsideEea.flatMap((row, index): Transfer[] => {
    const country = outside(row.country)
    return country
      ? [
          {
            path: `transfersOutsideEea.${index}.country`,
            country,
            recipient: null,
            safeguard: row.safeguard,
            safeguardPath: `transfersOutsideEea.${index}.safeguard`,
          },
        ]
      : []
  })
  const general = (country: string): Transfer | undefined => ownRows.find((row) => row.country === country && anyText(row.safeguard) !== '')
  const fromProcessors = processors.flatMap((row, index): Transfer[] => {
    const country = outside(row.country)
    if (!country) return []
    const own = anyText(row.safeguard) !== ''
    const other = own ? undefined : general(country)
    return [
      {
        path: `processors.${index}.country`,
        country,
        recipient: row.name ?? null,
        safeguard: own ? row.safeguard : other?.safeguard,
        safeguardPath: own ? `processors.${index}.safeguard` : (other?.safeguardPath ?? `processors.${index}.safeguard`),
      },
    ]
  })
  const fromDisclosures = disclosures.flatMap((row, index): Transfer[] => {
    const country = outside(row.country)
    if (!country) return []
    const other = general(country)
    return [
      {
        path: `disclosures.${index}.country`,
        country,
        recipient: row.recipient ?? null,
        safeguard: other?.safeguard,
        safeguardPath: other?.safeguardPath ?? 'transfersOutsideEea',
      },
    ]
  })
  const named = new Set([...fromProcessors, ...fromDisclosures].map((row) => row.safeguardPath))
  // A general row that only carries the safeguard of a named recipient is not printed twice.
  return [...fromProcessors, ...fromDisclosures, ...ownRows.filter((row) => !named.has(row.safeguardPath))]
}

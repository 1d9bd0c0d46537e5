// What a merge keeps, in the words of the page. The same rule as the core's: the kept record's own value, else the other's.
import type { Client } from '../../src-main/clients/contract.ts'
import { formatDate } from '../app/format.ts'
import { t, type TextKey } from '../app/i18n.ts'
import { addressText, languageName, maskedHetu } from './client-text.ts'

export interface MergeRow {
  label: string
  keep: string
  absorb: string
  /** Whose value stays. */
  stays: 'keep' | 'absorb' | 'both' | 'same'
}

const fields: readonly (readonly [TextKey, (client: Client) => string | undefined])[] = [
  ['clients.field.lastName', (client) => client.lastName],
  ['clients.field.firstName', (client) => client.firstName],
  ['clients.field.callName', (client) => client.callName],
  ['clients.field.hetu', (client) => client.hetu && maskedHetu(client.hetu)],
  ['clients.field.birthDate', (client) => client.birthDate && formatDate(client.birthDate)],
  ['clients.field.birthYear', (client) => (client.birthYear ? String(client.birthYear) : undefined)],
  ['clients.field.sex', (client) => client.sex && t(`clients.sex.${client.sex}`)],
  ['clients.field.phone', (client) => (client.contactMasked ? t('clients.hidden') : client.phone)],
  ['clients.field.email', (client) => (client.contactMasked ? t('clients.hidden') : client.email)],
  ['clients.field.address', (client) => (client.contactMasked ? t('clients.hidden') : addressText(client.address))],
  ['clients.field.language', (client) => client.language && languageName(client.language)],
  ['clients.field.occupation', (client) => client.occupation],
  ['clients.field.dateOfDeath', (client) => client.dateOfDeath && formatDate(client.dateOfDeath)],
  ['clients.payer', (client) => client.billing?.name],
  ['clients.field.billing.email', (client) => client.billing?.email],
  ['clients.field.billing.eInvoiceAddress', (client) => client.billing?.eInvoiceAddress],
  ['clients.billingAddress', (client) => addressText(client.billing?.address)],
]

/** Rows that either record says something in. */
export function mergeRows(keep: Client, absorb: Client): MergeRow[] {
  const rows = fields.map(([label, read]): MergeRow => {
    const [mine, other] = [read(keep) ?? '', read(absorb) ?? '']
    return { label: t(label), keep: mine, absorb: other, stays: mine === other ? 'same' : mine === '' ? 'absorb' : 'keep' }
  })
  rows.push({
    label: t('clients.field.note'),
    keep: keep.note ?? '',
    absorb: absorb.note ?? '',
    stays: keep.note && absorb.note ? 'both' : keep.note ? 'keep' : 'absorb',
  })
  const guardians = (client: Client) => client.guardians.map((guardian) => guardian.name).join(', ')
  rows.push({
    label: t('clients.guardians'),
    keep: guardians(keep),
    absorb: guardians(absorb),
    stays: guardians(keep) && guardians(absorb) ? 'both' : guardians(keep) ? 'keep' : 'absorb',
  })
  if (keep.safetyProhibition || absorb.safetyProhibition)
    rows.push({
      label: t('clients.safetyProhibition'),
      keep: t(keep.safetyProhibition ? 'common.yes' : 'common.no'),
      absorb: t(absorb.safetyProhibition ? 'common.yes' : 'common.no'),
      stays: keep.safetyProhibition === absorb.safetyProhibition ? 'same' : keep.safetyProhibition ? 'keep' : 'absorb',
    })
  return rows.filter((row) => row.keep !== '' || row.absorb !== '')
}

/** Two identity codes are two people: such records are never joined. */
export const isRefused = (first: Client, second: Client): boolean =>
  first.hetu !== undefined && second.hetu !== undefined && first.hetu !== second.hetu

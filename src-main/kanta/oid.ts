// Object identifiers of our documents. The CDA schema refuses leading zeros in any arc, so a business id that begins with 0 is written
// without it. Arcs: `93` document (V), `94` service event (U, docs/kanta.md). The installation number is an arc of ours: random for every
// created, restored or adopted vault, so that no number is used twice.
import { readBusinessId } from '../checks/business-id.ts'

const shape = /^[0-2](?:\.(?:0|[1-9][0-9]*))+$/
/** Schema pattern of `oid` in datatypes-base.xsd, with at least two arcs. */
export const isOid = (value: string): boolean => value.length <= 200 && shape.test(value)

export const nationalRoot = '1.2.246.10'
export const arcs = { document: 93, serviceEvent: 94 } as const
export type NumberedArc = keyof typeof arcs

/** Business id as an arc: digits without dash and leading zeros; null when it is not valid. */
export function businessArc(businessId: string | undefined): string | null {
  const valid = businessId === undefined ? null : readBusinessId(businessId)
  return valid && valid.replace('-', '').replace(/^0+/, '')
}

/** `1.2.246.10.<business id>.<93|94>.<year>.<installation number>.<running number>` */
export const numberedOid = (business: string, arc: NumberedArc, year: number, installationNumber: number, running: number): string =>
  `${nationalRoot}.${business}.${arcs[arc]}.${year}.${installationNumber}.${running}`

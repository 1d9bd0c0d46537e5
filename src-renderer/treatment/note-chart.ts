// What the body chart of a note needs to know of the record.
import type { Client } from '../../src-main/clients/contract.ts'
import type { Entry } from '../../src-main/treatment/contract.ts'
import { todayDate } from '../app/format.ts'
import type { ChartLayer } from '../body-chart/chart-editor.tsx'
import { isEmpty } from '../body-chart/chart-items.ts'
import { ageAt } from '../clients/client-text.ts'

/** Charts of other visits, newest first. */
export const layersOf = (entries: readonly Entry[]): ChartLayer[] =>
  entries.flatMap(({ entryId, visitStartedAt, bodyChart }) =>
    bodyChart && !isEmpty(bodyChart) ? [{ entryId, at: visitStartedAt, chart: bodyChart }] : [],
  )

/** Under two years the infant's figure comes first. */
export const isSmallChild = ({ birthDate }: Pick<Client, 'birthDate'>): boolean =>
  birthDate !== undefined && ageAt(birthDate, todayDate()).years < 2

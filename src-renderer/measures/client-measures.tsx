// The measures of a client beside her timeline. Reading them is one view of the record in the log.
import { measuresContract } from '../../src-main/measures/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { useVaultState } from '../app/session.ts'
import { MeasurePlots } from './measure-plots.tsx'

export function ClientMeasures({ clientId }: { clientId: string }) {
  const { t } = useI18n()
  const role = useVaultState().data?.user?.role
  const mayRead = role === 'owner' || role === 'practitioner'
  const { data } = useMethod(measuresContract.overview, { clientId }, { fresh: true, enabled: mayRead })
  // Without a visit in sight the record is opened for a purpose only, and that is asked where a note is opened.
  if (!data || data.series.length === 0) return null
  return (
    <section aria-label={t('measures.title')}>
      <h2 className="details-heading">{t('measures.title')}</h2>
      <MeasurePlots key={clientId} series={data.series} />
    </section>
  )
}

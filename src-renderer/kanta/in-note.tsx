// Kanta in the note: before signing, what the queue would decide and what the document would lack; after it, what was decided and why.
import { useEffect } from 'react'
import { kantaContract } from '../../src-main/kanta/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go } from '../app/routes.ts'
import { LinkButton } from '../components/button.tsx'
import { SectionHeading } from '../components/content.tsx'
import { ProblemList } from './problem-list.tsx'
import { reasonWords, stateIcon, stateTone } from './state-words.ts'
import './kanta.css'

/** Told by `treatment.missing` already, in the list above. */
const toldAbove = new Set([
  'noBusinessId',
  'noPracticeName',
  'noAuthorName',
  'noAuthorTitle',
  'noRegistrationNumber',
  'noVisitEnd',
  'noSource',
  'noMinorDecision',
  'noText',
])

/** Asked again at every save of the draft (`savedAt`) and when the core says that something changed. */
export function KantaBeforeSigning({ entryId, clientId, savedAt }: { entryId: string | null; clientId: string; savedAt: string | null }) {
  const { t } = useI18n()
  const asked = useMethod(kantaContract.missing, { entryId: entryId ?? '' }, { enabled: entryId !== null, keep: true })
  const { refetch } = asked
  useEffect(() => {
    if (entryId !== null && savedAt !== null) void refetch()
  }, [entryId, savedAt, refetch])
  const told = asked.data
  if (entryId === null || !told?.inUse) return null
  return (
    <section className="kanta-in-note" aria-label={t('kanta.afterSigning')}>
      <SectionHeading>{t('kanta.afterSigning')}</SectionHeading>
      <p>{t(told.required ? 'kanta.wouldQueue' : 'kanta.wouldWithhold', { reason: reasonWords(told.reason ?? '') })}</p>
      <ProblemList inNote problems={told.problems.filter(({ code }) => !toldAbove.has(code))} clientId={clientId} entryId={entryId} />
    </section>
  )
}

/** One line under a signed note. Where the record is kept elsewhere it says nothing. */
export function KantaDecision({ entryId }: { entryId: string }) {
  const { t } = useI18n()
  const row = useMethod(kantaContract.queue, { entryId }).data?.at(-1)
  if (!row || row.ruleCase === 'notInKanta') return null
  const Icon = stateIcon[row.state]
  return (
    <p className="kanta-decision" role="status">
      <Icon className={`icon-s tone-${stateTone[row.state]}`} aria-hidden="true" />
      <span>
        {t('kanta.decision', { state: t(`kanta.state.${row.state}`), reason: reasonWords(row.reason) })}{' '}
        <LinkButton inline onPress={() => go('kantaDocument', { id: entryId })}>
          {t('kanta.openRow')}
        </LinkButton>
      </span>
    </p>
  )
}

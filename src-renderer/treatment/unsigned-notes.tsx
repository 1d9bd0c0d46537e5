// Drafts that wait for a signature, on Today: the way back to what was being written when the window was locked or the power went.
import { PenLine } from 'lucide-react'
import { treatmentContract } from '../../src-main/treatment/contract.ts'
import { formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go } from '../app/routes.ts'
import { useVaultState } from '../app/session.ts'
import { Row, Rows, SectionHeading } from '../components/content.tsx'

export function UnsignedNotes() {
  const { t } = useI18n()
  const role = useVaultState().data?.user?.role
  const mayRead = role === 'owner' || role === 'practitioner'
  const unsigned = useMethod(treatmentContract.unsigned, { olderThanHours: 0 }, { fresh: true, enabled: mayRead })
  const drafts = unsigned.data?.drafts ?? []
  if (drafts.length === 0) return null
  return (
    <section>
      <SectionHeading count={drafts.length}>{t('treatment.unsigned')}</SectionHeading>
      <Rows>
        {drafts.map((draft) => (
          <Row
            key={draft.entryId}
            icon={PenLine}
            title={draft.displayName}
            detail={t('treatment.unsignedDetail', { visit: formatDateTime(draft.visitStartedAt), saved: formatDateTime(draft.savedAt) })}
            onPress={() => go('note', { entryId: draft.entryId })}
          />
        ))}
      </Rows>
    </section>
  )
}

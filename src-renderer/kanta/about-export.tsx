// What this program does of Kanta and what it does not: said plainly, so that nobody takes a written file for an archived one.
import { Folder } from 'lucide-react'
import { formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { go } from '../app/routes.ts'
import { Button } from '../components/button.tsx'
import { Row, Rows, SectionHeading } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import type { Status } from './state-words.ts'

const gaps = ['sending', 'certification', 'signature', 'appointmentDocuments', 'serviceEventDocument'] as const satisfies Status['gaps']

export function AboutExport({ status, onClose }: { status: Status | null; onClose(): void }) {
  const { t } = useI18n()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isDismissable
      title={t('kanta.about')}
      width="wide"
      actions={
        <Button variant="primary" onPress={onClose} autoFocus>
          {t('common.close')}
        </Button>
      }
    >
      <div className="stack kanta-about">
        <p>{t('kanta.does')}</p>
        <h3>{t('kanta.doesNot')}</h3>
        <ul>
          {gaps.map((gap) => (
            <li key={gap}>{t(`kanta.gap.${gap}`)}</li>
          ))}
        </ul>
        {status && status.unverifiedCodes > 0 ? (
          <p>
            {t('kanta.unverified', { count: status.unverifiedCodes })}{' '}
            <Button
              size="s"
              onPress={() => {
                onClose()
                go('settings', { section: 'kanta' })
              }}
            >
              {t('kanta.openCodes')}
            </Button>
          </p>
        ) : null}
        {status && status.outboxes.length > 0 ? <Outboxes status={status} /> : null}
      </div>
    </Dialog>
  )
}

/** Folders that were written to, newest first. */
export function Outboxes({ status }: { status: Status }) {
  const { t } = useI18n()
  return (
    <section>
      <SectionHeading count={status.outboxes.length}>{t('kanta.outboxes')}</SectionHeading>
      <Rows label={t('kanta.outboxes')}>
        {status.outboxes.map(({ id, path, documents, lastUsedAt }) => (
          <Row
            key={id}
            icon={Folder}
            title={<span className="kanta-path mono">{path}</span>}
            detail={t('kanta.outboxDetail', { count: documents, time: formatDateTime(lastUsedAt) })}
          />
        ))}
      </Rows>
    </section>
  )
}

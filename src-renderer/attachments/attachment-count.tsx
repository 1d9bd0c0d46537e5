// "2 liitettä" under an entry in the client's list.
import { Paperclip } from 'lucide-react'
import { useI18n } from '../app/i18n.ts'

export function AttachmentCount({ details }: { details: Record<string, unknown> | undefined }) {
  const { t } = useI18n()
  const count = details?.['attachments']
  return typeof count === 'number' ? (
    <p className="timeline-mark">
      <Paperclip className="icon-s" aria-hidden="true" />
      {t('attachments.count', { count })}
    </p>
  ) : null
}

// What came of "back up now", in its place above the copies: made, asked for, failed, held.
import { Usb } from 'lucide-react'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import type { RunResult } from './run.ts'

export function RunOutcome({
  result,
  onAgain,
  onConfirmClock,
}: {
  result: RunResult
  onAgain(folderId: string): void
  onConfirmClock(): void
}) {
  const { t } = useI18n()
  if ('cancelled' in result) return <Callout>{t('backup.wasStopped')}</Callout>
  if ('error' in result)
    return (
      <Callout tone="danger" alert>
        {result.error.message} {t('backup.olderSafe')}
      </Callout>
    )
  const { made, waiting, failed, removed, removalHeld } = result.outcome
  const warned = new Set(made.flatMap(({ warnings }) => warnings))
  return (
    <div className="stack-tight" role="status">
      {made.length > 0 ? (
        <Callout tone="success">
          {t('backup.made', { count: made.length })} {removed.length > 0 ? t('backup.removed', { count: removed.length }) : null}
        </Callout>
      ) : null}
      {waiting.map((place) => (
        <Callout
          key={place.folderId}
          tone="warning"
          actions={
            <Button size="s" icon={Usb} onPress={() => onAgain(place.folderId)}>
              {t('backup.isConnected')}
            </Button>
          }
        >
          {t('backup.connect', { label: place.label })}
        </Callout>
      ))}
      {failed.map((place) => (
        <Callout key={place.folderId} tone="danger" alert>
          <strong>{place.label}:</strong> {place.message} {t('backup.olderSafe')}
        </Callout>
      ))}
      {warned.has('recoveryKeyOnly') ? <Callout tone="warning">{t('backup.warning.recoveryKeyOnly')}</Callout> : null}
      {warned.has('attachmentsMissing') ? <Callout tone="warning">{t('backup.warning.attachmentsMissing')}</Callout> : null}
      {warned.has('erasureListNotWritten') ? <Callout tone="warning">{t('backup.warning.erasureListNotWritten')}</Callout> : null}
      {removalHeld === 'clockWentBack' || removalHeld === 'clockJumped' ? (
        <Callout
          tone="warning"
          actions={
            <Button size="s" onPress={onConfirmClock}>
              {t('backup.clockIsRight')}
            </Button>
          }
        >
          {t(`backup.warning.${removalHeld}`)}
        </Callout>
      ) : null}
    </div>
  )
}

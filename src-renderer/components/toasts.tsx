// Our own thin wrapper, so that what draws a toast can be exchanged in this one file.
import { X } from 'lucide-react'
import { dismissToast, holdToasts, useToasts } from '../app/undo.ts'
import { useI18n } from '../app/i18n.ts'
import { Button, IconButton } from './button.tsx'

export function Toasts({ onUndoFailed }: { onUndoFailed(error: unknown): void }) {
  const { t } = useI18n()
  const toasts = useToasts()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- pointer and focus only keep a message from going
    <section
      className="toasts"
      aria-label={t('app.toasts')}
      data-region="toasts"
      tabIndex={toasts.length > 0 ? -1 : undefined}
      onMouseEnter={() => holdToasts(true)}
      onMouseLeave={() => holdToasts(false)}
      onFocus={() => holdToasts(true)}
      onBlur={() => holdToasts(false)}
    >
      <div aria-live="polite" className="stack-tight">
        {toasts.map((toast) => (
          <div key={toast.id} className="toast">
            <span>{toast.message}</span>
            {toast.undo ? (
              <Button
                size="s"
                keys="mod+z"
                onPress={() => {
                  toast.undo?.().catch(onUndoFailed)
                }}
              >
                {t('common.undo')}
              </Button>
            ) : null}
            <IconButton
              size="s"
              icon={X}
              label={t('common.close')}
              onPress={() => {
                dismissToast(toast.id)
                holdToasts(false)
              }}
            />
          </div>
        ))}
      </div>
    </section>
  )
}

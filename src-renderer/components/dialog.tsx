import { CircleAlert, type LucideIcon } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { AppCallError } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { useActions } from '../app/actions.ts'
import { useI18n } from '../app/i18n.ts'
import { Button, LinkButton } from './button.tsx'

export interface DialogProps {
  isOpen: boolean
  /** Esc, the close button of the caller, a click outside when `isDismissable`. */
  onClose(): void
  /** Says the act: "Arkistoi asiakas". */
  title: string
  icon?: LucideIcon
  tone?: 'danger' | 'warning' | 'success' | 'accent'
  children: ReactNode
  /** Buttons: verbs, the safe one first. `className="start"` puts one at the far left. */
  actions?: ReactNode
  width?: 'normal' | 'wide' | 'page'
  /** A question that must be answered is an alert dialog. */
  role?: 'dialog' | 'alertdialog'
  isDismissable?: boolean
  /** Ctrl Enter. */
  onSubmit?(): void
}

function SubmitKey({ onSubmit }: { onSubmit(): void }) {
  useActions([{ id: 'submitDialog', label: 'common.done', keys: 'mod+enter', section: 'window', hidden: true, run: onSubmit }])
  return null
}

/** Only for what can't be undone, for errors, and for short forms. Focus returns to where it was. */
export function Dialog({
  isOpen,
  onClose,
  title,
  icon: Icon,
  tone = 'accent',
  children,
  actions,
  width = 'normal',
  role = 'dialog',
  isDismissable = false,
  onSubmit,
}: DialogProps) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={isDismissable}
    >
      <Modal className="dialog-frame" data-width={width}>
        <AriaDialog role={role} className="dialog">
          {onSubmit ? <SubmitKey onSubmit={onSubmit} /> : null}
          <div className="dialog-head">
            {Icon ? <Icon className={`icon tone-${tone}`} aria-hidden="true" /> : null}
            <Heading slot="title" level={2}>
              {title}
            </Heading>
          </div>
          <div className="dialog-body">{children}</div>
          {actions ? <div className="dialog-actions">{actions}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export interface ErrorDialogProps {
  /** null: closed. */
  error: unknown
  onClose(): void
  /** What failed: "Varmuuskopio jäi kesken". */
  title: string
  /** What is safe, and what to do, when the caller knows it better than the general words. */
  safe?: string
  advice?: string
  onRetry?(): void
}

/** What happened, what is safe, what to do; the code under a link. */
export function ErrorDialog({ error, onClose, title, safe, advice, onRetry }: ErrorDialogProps) {
  const { t } = useI18n()
  const [technical, setTechnical] = useState(false)
  if (!error) return null
  const code = error instanceof AppCallError ? error.code : 'defect'
  const method = error instanceof AppCallError ? error.method : ''
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      icon={CircleAlert}
      tone="danger"
      role="alertdialog"
      actions={
        <>
          <span className="start">
            <LinkButton onPress={() => setTechnical(!technical)}>{t('common.technical', { code })}</LinkButton>
          </span>
          <Button variant={onRetry ? 'secondary' : 'primary'} onPress={onClose} autoFocus={!onRetry}>
            {t('common.close')}
          </Button>
          {onRetry ? (
            <Button
              variant="primary"
              onPress={() => {
                onClose()
                onRetry()
              }}
              autoFocus
            >
              {t('common.retry')}
            </Button>
          ) : null}
        </>
      }
    >
      <dl className="facts">
        <dt>{t('common.whatHappened')}</dt>
        <dd>{errorText(error)}</dd>
        <dt>{t('common.whatIsSafe')}</dt>
        <dd>{safe ?? t('common.nothingLost')}</dd>
        <dt>{t('common.whatToDo')}</dt>
        <dd>{advice ?? t('common.tryAgain')}</dd>
      </dl>
      {technical ? (
        <p className="mono muted field-help">
          {code} {method}
        </p>
      ) : null}
    </Dialog>
  )
}

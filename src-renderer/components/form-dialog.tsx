import type { AppCallError } from '../app/api.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from './button.tsx'
import { Callout } from './content.tsx'
import { Dialog, type DialogProps } from './dialog.tsx'

interface FormDialogProps extends Pick<DialogProps, 'title' | 'icon' | 'tone' | 'width' | 'onClose' | 'children'> {
  onSubmit(): void
  /** Of `useForm`. */
  form: { busy: boolean; failure: AppCallError | null }
  /** The verb of the primary button. */
  submit: string
  busyLabel?: string
  /** Shown on the button; Ctrl Enter works without it too. */
  keys?: string
  variant?: 'primary' | 'destroy'
}

/** A short form in a dialog: its fields, what the core refused, the way out and the verb. */
export function FormDialog({
  onClose,
  onSubmit,
  form,
  submit,
  busyLabel,
  keys,
  variant = 'primary',
  children,
  ...dialog
}: FormDialogProps) {
  const { t } = useI18n()
  return (
    <Dialog
      {...dialog}
      isOpen
      onClose={onClose}
      onSubmit={onSubmit}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant={variant}
            {...(keys === undefined ? {} : { keys })}
            busy={form.busy}
            {...(busyLabel === undefined ? {} : { busyLabel })}
            onPress={onSubmit}
          >
            {submit}
          </Button>
        </>
      }
    >
      <div className="stack">
        {children}
        {form.failure ? (
          <Callout tone="danger" alert>
            {form.failure.message}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  )
}

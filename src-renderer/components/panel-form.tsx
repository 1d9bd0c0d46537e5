import type { ReactNode } from 'react'
import { useI18n } from '../app/i18n.ts'
import { Button } from './button.tsx'
import { Callout } from './content.tsx'

interface PanelFormProps {
  children: ReactNode
  onSubmit(): void
  onCancel?(): void
  busy: boolean
  /** The verb of the primary button; default "Save". */
  submit?: string
  busyLabel?: string
  keys?: string
  /** A refusal that belongs to no one field. */
  failure?: string | null | undefined
}

/** A form within a page, in a panel of its own: its fields, what went wrong, its verb, and the way out. */
export function PanelForm({ children, onSubmit, onCancel, busy, submit, busyLabel, keys, failure }: PanelFormProps) {
  const { t } = useI18n()
  return (
    <form
      className="panel stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      {failure ? (
        <Callout tone="danger" alert>
          {failure}
        </Callout>
      ) : null}
      <div className="row">
        <Button type="submit" variant="primary" {...(keys ? { keys } : {})} busy={busy} busyLabel={busyLabel ?? t('common.saving')}>
          {submit ?? t('common.save')}
        </Button>
        {onCancel ? (
          <Button variant="quiet" onPress={onCancel}>
            {t('common.cancel')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}

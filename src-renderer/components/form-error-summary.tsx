import { CircleAlert } from 'lucide-react'
import { useI18n } from '../app/i18n.ts'
import { LinkButton } from './button.tsx'

export interface FieldFault {
  name: string
  label: string
  message: string
}
/** Puts the focus into the field of that name. */
export function focusField(name: string): void {
  const element = document.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)
  const target =
    element?.offsetParent === null ? element.closest('.field')?.querySelector<HTMLElement>('button, input:not([type=hidden])') : element
  target?.focus()
  target?.scrollIntoView({ block: 'nearest' })
}
/** On top of a form when several fields need something; with one, the focus goes there and no list is shown. */
export function FormErrorSummary({ faults }: { faults: readonly FieldFault[] }) {
  const { t } = useI18n()
  if (faults.length < 2) return null
  return (
    <section className="error-summary" role="alert">
      <h2>
        <CircleAlert className="icon" aria-hidden="true" />
        {t('common.fixFields', { count: faults.length })}
      </h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.name}>
            <LinkButton onPress={() => focusField(fault.name)}>
              {fault.label}: {fault.message}
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

import type { LucideIcon } from 'lucide-react'
import { type ReactNode, type Ref, useEffect, useState } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components'
import { ariaKeys } from '../app/actions.ts'
import { KeyHint } from './key-hint.tsx'

const busyAfterMilliseconds = 300

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'isPending'> {
  children: ReactNode
  /** One `primary` a page. `danger` starts something destructive, `destroy` does it. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'destroy'
  size?: 's' | 'm' | 'l'
  icon?: LucideIcon
  /** Shown in the button, spelled as in actions: `mod+enter`. */
  keys?: string
  /** Shown after 300 ms; a second press does nothing meanwhile. */
  busy?: boolean
  /** Says what is being done: "Tallennetaan". */
  busyLabel?: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** True once `busy` has lasted 300 ms. */
export function useShownBusy(busy: boolean): boolean {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!busy) {
      setShown(false)
      return
    }
    const timer = setTimeout(() => setShown(true), busyAfterMilliseconds)
    return () => clearTimeout(timer)
  }, [busy])
  return busy && shown
}

export function Button({ children, variant = 'secondary', size = 'm', icon: Icon, keys, busy = false, busyLabel, ...props }: ButtonProps) {
  const shown = useShownBusy(busy)
  return (
    <AriaButton
      {...props}
      className="button"
      isPending={busy}
      data-variant={variant}
      data-size={size}
      data-has-icon={Icon ? '' : undefined}
      {...(keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {})}
    >
      {shown ? <span className="spinner" aria-hidden="true" /> : Icon ? <Icon className="icon" aria-hidden="true" /> : null}
      <span className="button-label">
        <span data-hidden={shown && busyLabel ? '' : undefined}>{children}</span>
        {busyLabel ? <span data-hidden={shown ? undefined : ''}>{busyLabel}</span> : null}
      </span>
      {keys ? <KeyHint keys={keys} /> : null}
    </AriaButton>
  )
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'busyLabel'> {
  icon: LucideIcon
  /** The name: read aloud and shown as a tooltip. */
  label: string
}

export function IconButton({ icon: Icon, label, keys, variant = 'quiet', size = 'm', busy = false, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        {...props}
        className="button icon-button"
        isPending={busy}
        aria-label={label}
        data-variant={variant}
        data-size={size}
        {...(keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {})}
      >
        <Icon className="icon" aria-hidden="true" />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
        {keys ? <KeyHint keys={keys} /> : null}
      </Tooltip>
    </TooltipTrigger>
  )
}

/** Text that leads somewhere or opens something. `inline` underlines it within a sentence. */
export function LinkButton({
  children,
  icon: Icon,
  inline,
  ...props
}: Omit<AriaButtonProps, 'children' | 'className' | 'style'> & {
  children: ReactNode
  icon?: LucideIcon
  inline?: boolean
  ref?: Ref<HTMLButtonElement>
}) {
  return (
    <AriaButton {...props} className="link" data-inline={inline || undefined}>
      {Icon ? <Icon className="icon-s" aria-hidden="true" /> : null}
      {children}
    </AriaButton>
  )
}

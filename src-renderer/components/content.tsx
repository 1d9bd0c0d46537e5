// What pages are made of: headings, rows, callouts, empty states.
import { ChevronLeft, ChevronRight, CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { goBack } from '../app/routes.ts'
import { useI18n } from '../app/i18n.ts'
import { IconButton } from './button.tsx'
import { KeyHint } from './key-hint.tsx'

/** `h1`, one muted fact, actions at the right with one primary. */
export function PageHeader({
  title,
  fact,
  actions,
  line,
  back,
  beside,
}: {
  title: ReactNode
  fact?: ReactNode
  /** In the same line, before the actions: what must not be missed. */
  beside?: ReactNode
  actions?: ReactNode
  line?: boolean
  back?: boolean
}) {
  const { t } = useI18n()
  return (
    <header className="page-header" data-line={line || undefined}>
      {back ? <IconButton icon={ChevronLeft} label={t('common.back')} onPress={goBack} /> : null}
      <div className="page-title">
        <h1 tabIndex={-1}>{title}</h1>
        {fact ? <span className="fact">{fact}</span> : null}
        {beside}
      </div>
      {actions ? <div className="page-actions">{actions}</div> : null}
    </header>
  )
}

export function SectionHeading({
  children,
  icon: Icon,
  tone,
  count,
  actions,
  id,
}: {
  children: ReactNode
  icon?: LucideIcon
  tone?: Tone
  count?: number
  actions?: ReactNode
  id?: string
}) {
  return (
    <div className="section-heading">
      <h2 id={id}>
        {Icon ? <Icon className={`icon tone-${tone ?? 'muted'}`} aria-hidden="true" /> : null}
        {children}
      </h2>
      {count === undefined ? null : <span className="count">{count}</span>}
      {actions ? <span className="actions">{actions}</span> : null}
    </div>
  )
}

export type Tone = 'danger' | 'warning' | 'success' | 'accent' | 'muted'
export interface RowProps {
  title: ReactNode
  detail?: ReactNode
  icon?: LucideIcon
  tone?: Tone
  detailTone?: 'warning'
  /** Makes the row a button with an arrow. */
  onPress?(): void
  keys?: string
  end?: ReactNode
}
/** A hairline row; put rows in `<Rows>`. */
export function Row({ title, detail, icon: Icon, tone = 'muted', detailTone, onPress, keys, end }: RowProps) {
  const inside = (
    <>
      {Icon ? <Icon className={`icon tone-${tone}`} aria-hidden="true" /> : <span />}
      <span>
        <span className="title">{title}</span>
        {detail ? <span className={detailTone ? `detail tone-${detailTone}` : 'detail'}>{detail}</span> : null}
      </span>
      <span className="end">
        {end}
        {keys ? <KeyHint keys={keys} muted /> : null}
        {onPress && !keys ? <ChevronRight className="icon-s" aria-hidden="true" /> : null}
      </span>
    </>
  )
  return (
    <li>
      {onPress ? (
        <AriaButton className="row-item" onPress={onPress}>
          {inside}
        </AriaButton>
      ) : (
        <div className="row-item">{inside}</div>
      )}
    </li>
  )
}
export const Rows = ({ children, label }: { children: ReactNode; label?: string }) => (
  <ul className="rows" aria-label={label}>
    {children}
  </ul>
)

const calloutIcons = { warning: TriangleAlert, danger: CircleAlert, success: CircleCheck, info: Info }
/** A note in its place. `alert` is read aloud at once: failures only. */
export function Callout({
  tone = 'info',
  children,
  actions,
  alert,
}: {
  tone?: keyof typeof calloutIcons
  children: ReactNode
  actions?: ReactNode
  alert?: boolean
}) {
  const Icon = calloutIcons[tone]
  return (
    <div className="callout" data-tone={tone} role={alert ? 'alert' : undefined}>
      <Icon className="icon" aria-hidden="true" />
      <div className="callout-body">
        <div>{children}</div>
        {actions ? <div className="callout-actions">{actions}</div> : null}
      </div>
    </div>
  )
}

/** What this place is, then two or three ways to start, as `<Row>`s. */
export function EmptyState({ title, text, children, after }: { title: string; text: ReactNode; children?: ReactNode; after?: ReactNode }) {
  return (
    <section className="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {children ? <Rows>{children}</Rows> : null}
      {after}
    </section>
  )
}

/** Grey rows after 200 ms, never a spinner page. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useI18n()
  return (
    <div role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="skeleton" />
      ))}
    </div>
  )
}

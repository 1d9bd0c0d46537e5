// A heading with a count, and hairline rows with the number of the section they speak of.
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { SectionHeading, type Tone } from '../components/content.tsx'

export function PointList({
  title,
  icon,
  tone,
  count,
  children,
}: {
  title: string
  icon: LucideIcon
  tone: Tone
  count?: number
  children: ReactNode
}) {
  return (
    <section className="points">
      <SectionHeading icon={icon} tone={tone} {...(count === undefined ? {} : { count })}>
        {title}
      </SectionHeading>
      <ul>{children}</ul>
    </section>
  )
}

export function Point({
  number,
  title,
  detail,
  end,
  children,
}: {
  number: number | null
  title: ReactNode
  detail?: ReactNode
  end?: ReactNode
  children?: ReactNode
}) {
  return (
    <li className="point">
      <span className="point-number">{number}</span>
      <div className="point-text">
        <div className="point-line">
          <span className="point-title">{title}</span>
          {end}
        </div>
        {detail ? <p className="muted">{detail}</p> : null}
        {children}
      </div>
    </li>
  )
}

import { type ReactNode, useId } from 'react'
import type { SettingsSection } from '../app/routes.ts'
import { hasText, useI18n } from '../app/i18n.ts'

/** A section: its heading, one sentence about what it is for, its parts. */
export function Section({ id, children, wide }: { id: SettingsSection; children: ReactNode; wide?: boolean }) {
  const { t } = useI18n()
  const intro = `settings.intro.${id}`
  return (
    <section className="settings-section" data-wide={wide || undefined} aria-labelledby="section-title">
      <h2 id="section-title">{t(`settings.section.${id}`)}</h2>
      {hasText(intro) ? <p>{t(intro)}</p> : null}
      {children}
    </section>
  )
}
/** A part of a section; its title also names the group, so that "Name" in two parts can be told apart by ear. */
export function Part({ title, children }: { title?: string; children: ReactNode }) {
  const id = useId()
  return title ? (
    <div className="settings-part" role="group" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </div>
  ) : (
    <div className="settings-part">{children}</div>
  )
}

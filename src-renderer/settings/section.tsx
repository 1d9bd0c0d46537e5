import type { ReactNode } from 'react'
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
export const Part = ({ title, children }: { title?: string; children: ReactNode }) => (
  <div className="settings-part">
    {title ? <h3>{title}</h3> : null}
    {children}
  </div>
)

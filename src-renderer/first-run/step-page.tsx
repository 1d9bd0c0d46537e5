import { type ReactNode, useEffect } from 'react'

/** A step: title, what it is for, its content. The heading takes the focus when nothing else asks for it. */
export function StepPage({ title, intro, children, wide }: { title: string; intro: ReactNode; children: ReactNode; wide?: boolean }) {
  useEffect(() => {
    if (!document.activeElement || document.activeElement === document.body) document.querySelector<HTMLElement>('.setup-page h1')?.focus()
  }, [])
  return (
    <div className="setup-page" data-wide={wide || undefined}>
      <h1 tabIndex={-1}>{title}</h1>
      <p className="setup-intro">{intro}</p>
      {children}
    </div>
  )
}

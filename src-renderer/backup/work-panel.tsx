// Long work in its place: the bar, its steps by name, time left, and what holds when it is stopped.
import { Check, Circle, CircleDot } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { cancelWork, secondsLeft, shownSteps, useWork, type Work, type WorkKind } from './work.ts'

/** What is being done, in one line: "Palautetaan 68 %, noin 20 s". */
export function useStepWords(): (work: Work, name: string) => string {
  const { t } = useI18n()
  return (work, name) => {
    const left = secondsLeft(work)
    const verb = t(`backup.doing.${work.kind}.${name}` as 'backup.doing.copy.image')
    return left === null
      ? t('backup.stepPercent', { step: verb, percent: work.percent })
      : left < 90
        ? t('backup.stepSeconds', { step: verb, percent: work.percent, seconds: left })
        : t('backup.stepMinutes', { step: verb, percent: work.percent, minutes: Math.round(left / 60) })
  }
}
export const shownStepOf = (work: Work): string =>
  Object.entries(shownSteps[work.kind] as Record<string, readonly string[]>).find(([, inside]) => inside.includes(work.step))?.[0] ??
  Object.keys(shownSteps[work.kind])[0]!

export function WorkPanel({ kind, title, detail, holds }: { kind: WorkKind; title: string; detail?: string; holds: string }) {
  const { t } = useI18n()
  const running = useWork()
  const words = useStepWords()
  const [stopping, setStopping] = useState(false)
  const work: Work = running?.kind === kind ? running : { kind, background: false, step: '', percent: 0, startedAt: 0, seenAt: 0 }
  const names = Object.keys(shownSteps[kind])
  const at = names.indexOf(shownStepOf(work))
  return (
    <section className="panel backup-work" aria-labelledby="work-title">
      <div className="backup-work-head">
        <h2 id="work-title">{title}</h2>
        {detail ? <span className="muted">{detail}</span> : null}
        <Button
          size="s"
          busy={stopping}
          busyLabel={t('backup.stopping')}
          onPress={() => {
            setStopping(true)
            cancelWork()
          }}
        >
          {t('backup.stop')}
        </Button>
      </div>
      <div
        className="progress-track"
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={work.percent}
        aria-valuetext={words(work, names[at]!)}
      >
        <div className="progress-fill" style={{ inlineSize: `${String(work.percent)}%` }} />
      </div>
      <ol className="backup-steps">
        {names.map((name, index) => (
          <li key={name} data-state={index < at ? 'done' : index === at ? 'now' : 'later'} aria-current={index === at ? 'step' : undefined}>
            {index < at ? (
              <Check className="icon-s tone-success" aria-hidden="true" />
            ) : index === at ? (
              <CircleDot className="icon-s tone-accent" aria-hidden="true" />
            ) : (
              <Circle className="icon-s" aria-hidden="true" />
            )}
            {index === at ? words(work, name) : t(`backup.step.${kind}.${name}` as 'backup.step.copy.image')}
          </li>
        ))}
      </ol>
      <p className="muted">{holds}</p>
    </section>
  )
}

// How one scale is answered: buttons, a number, questions one by one, or activities that the client names.
import { type ReactNode, useState } from 'react'
import type { ScaleText } from '../../src-main/measures/contract.ts'
import { type Measurement, scaleRules, scoreOf } from '../../src-main/measures/scales-contract.ts'
import { formatNumber } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { TextField } from '../components/text-field.tsx'
import { answerWay, numberOn } from './measure-values.ts'
import { ScoreButtons } from './score-buttons.tsx'

interface AnswerProps {
  scale: ScaleText
  value: Measurement | null
  previous: number | undefined
  onChange(value: Measurement | null): void
}

export function MeasureAnswer(props: AnswerProps): ReactNode {
  const { scale, value, previous, onChange } = props
  switch (answerWay(scale.scale, scale.items.length)) {
    case 'buttons':
      return (
        <ScoreButtons
          label={scale.name}
          {...scale}
          value={value?.value ?? null}
          previous={previous}
          onChange={(score) => onChange({ ...value, scale: scale.scale, value: score })}
        />
      )
    case 'number':
      return <NumberAnswer {...props} />
    case 'questions':
      return <QuestionAnswers {...props} />
    case 'activities':
      return <ActivityAnswers {...props} />
  }
}

function NumberAnswer({ scale, value, onChange }: AnswerProps) {
  const { t } = useI18n()
  const [typed, setTyped] = useState(value ? formatNumber(value.value) : '')
  const wrong = typed.trim() !== '' && numberOn(scale.scale, typed) === null
  return (
    <div className="measure-number">
      <TextField
        label={scale.name}
        hideLabel
        value={typed}
        name={`measures.${scale.scale}`}
        {...(scale.unit ? { suffix: scale.unit } : {})}
        error={wrong ? t('measures.range', { min: formatNumber(scale.min), max: formatNumber(scale.max) }) : undefined}
        onChange={(text) => {
          setTyped(text)
          const score = numberOn(scale.scale, text)
          if (score !== null) onChange({ ...value, scale: scale.scale, value: score })
          else if (text.trim() === '') onChange(null)
        }}
      />
    </div>
  )
}

/** The score of what is answered; it counts when every question has its answer. */
function QuestionAnswers({ scale, value, onChange }: AnswerProps) {
  const { t } = useI18n()
  const rule = scaleRules[scale.scale].answers!
  const [answers, setAnswers] = useState<readonly (number | null)[]>(() => scale.items.map((_, index) => value?.answers?.[index] ?? null))
  const answered = answers.filter((answer) => answer !== null)
  return (
    <div className="measure-questions">
      {scale.items.map((item, index) => (
        <div key={item} className="measure-question">
          <span>{item}</span>
          <ScoreButtons
            label={item}
            min={rule.min}
            max={rule.max}
            low={scale.low}
            high={scale.high}
            value={answers[index] ?? null}
            onChange={(score) => {
              const next = answers.with(index, score)
              setAnswers(next)
              const all = next.filter((answer) => answer !== null)
              if (all.length === scale.items.length)
                onChange({ ...value, scale: scale.scale, answers: all, value: scoreOf(scale.scale, all) })
            }}
          />
        </div>
      ))}
      <p role="status" className="muted">
        {answered.length === scale.items.length
          ? t('measures.score', { value: formatNumber(scoreOf(scale.scale, answered)) })
          : t('measures.answered', { count: answered.length, total: scale.items.length })}
      </p>
    </div>
  )
}

interface Activity {
  label: string
  score: number | null
}
const mostActivities = 5

function ActivityAnswers({ scale, value, onChange }: AnswerProps) {
  const { t } = useI18n()
  const rule = scaleRules[scale.scale].answers!
  const [activities, setActivities] = useState<readonly Activity[]>(() => [
    ...(value?.answers ?? []).map((score, index) => ({ label: value?.labels?.[index] ?? '', score })),
    ...((value?.answers?.length ?? 0) < mostActivities ? [{ label: '', score: null }] : []),
  ])
  const change = (index: number, activity: Activity) => {
    let next = activities.with(index, activity)
    // A free row waits at the end, as long as there may be more.
    if (next.at(-1)?.score !== null && next.length < mostActivities) next = [...next, { label: '', score: null }]
    setActivities(next)
    const whole = next.filter((each) => each.score !== null)
    const answers = whole.map(({ score }) => score!)
    onChange(
      answers.length === 0
        ? null
        : { ...value, scale: scale.scale, answers, labels: whole.map(({ label }) => label), value: scoreOf(scale.scale, answers) },
    )
  }
  return (
    <div className="measure-questions">
      {activities.map((activity, index) => (
        <div key={index} className="measure-question">
          <TextField
            label={t('measures.activity', { number: index + 1 })}
            hideLabel
            placeholder={t('measures.activity', { number: index + 1 })}
            maxLength={120}
            name={`measures.${scale.scale}.${String(index)}`}
            value={activity.label}
            onChange={(label) => change(index, { ...activity, label })}
          />
          <ScoreButtons
            label={activity.label || t('measures.activity', { number: index + 1 })}
            min={rule.min}
            max={rule.max}
            low={scale.low}
            high={scale.high}
            value={activity.score}
            onChange={(score) => change(index, { ...activity, score })}
          />
        </div>
      ))}
      {value ? (
        <p role="status" className="muted">
          {t('measures.score', { value: formatNumber(value.value) })}
        </p>
      ) : null}
    </div>
  )
}

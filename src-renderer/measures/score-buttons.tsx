// A whole number of a short scale: one button each; arrows move, digits are typed quickly by eye and mouse.
import { Radio, RadioGroup } from 'react-aria-components'
import { useI18n } from '../app/i18n.ts'

export function ScoreButtons({
  label,
  min,
  max,
  low,
  high,
  value,
  previous,
  onChange,
}: {
  label: string
  min: number
  max: number
  /** The ends in words. */
  low: string
  high: string
  value: number | null
  /** The value of the visit before, marked below its button. */
  previous?: number | undefined
  onChange(value: number): void
}) {
  const { t } = useI18n()
  const steps = Array.from({ length: max - min + 1 }, (_, index) => min + index)
  const nameOf = (step: number) => {
    const end = step === min ? low : step === max ? high : ''
    return [String(step), end, step === previous ? t('measures.previousHere') : ''].filter(Boolean).join(', ')
  }
  return (
    <RadioGroup
      aria-label={label}
      orientation="horizontal"
      className="score"
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(Number(next))}
    >
      <div className="score-steps">
        {steps.map((step) => (
          <Radio
            key={step}
            value={String(step)}
            className="score-step"
            data-previous={step === previous || undefined}
            aria-label={nameOf(step)}
          >
            {step < 0 ? `−${String(-step)}` : step}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

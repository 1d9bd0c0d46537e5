import { Meter, ProgressBar as AriaProgressBar } from 'react-aria-components'

/** Long work: the step by name, percent, time left. `value` 0–100, null when not known. */
export function ProgressBar({ label, value, detail }: { label: string; value: number | null; detail?: string }) {
  return (
    <AriaProgressBar className="progress" aria-label={label} value={value ?? 0} isIndeterminate={value === null}>
      {({ percentage }) => (
        <>
          <div className="progress-head">
            <span>{label}</span>
            <span className="muted">{detail}</span>
          </div>
          <div className="progress-track">
            <div className="progress-fill" style={{ inlineSize: `${String(value === null ? 100 : (percentage ?? 0))}%` }} />
          </div>
        </>
      )}
    </AriaProgressBar>
  )
}

/** Strength of a passphrase in four steps; the words beside it say the same. */
export function StrengthMeter({ label, level, valueText }: { label: string; level: 0 | 1 | 2 | 3 | 4; valueText: string }) {
  return (
    <Meter aria-label={label} value={level} minValue={0} maxValue={4} valueLabel={valueText}>
      <div className="strength" data-level={level} aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span key={step} data-on={step <= level ? '' : undefined} />
        ))}
      </div>
    </Meter>
  )
}

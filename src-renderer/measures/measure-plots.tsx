// The plots of several scales; she chooses which.
import { useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { measuresContract } from '../../src-main/measures/contract.ts'
import { type ScaleId, scaleIds } from '../../src-main/measures/scales-contract.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { MeasurePlot } from './measure-plot.tsx'
import type { PlotPoint } from './measure-values.ts'

export interface Series {
  scale: ScaleId
  points: readonly PlotPoint[]
}

export function MeasurePlots({ series }: { series: readonly Series[] }) {
  const { t, language } = useI18n()
  const scales = useMethod(measuresContract.scales, { language }, { enabled: series.length > 0 }).data?.scales
  const measured = scaleIds.filter((id) => series.some(({ scale }) => scale === id))
  const [chosen, setChosen] = useState<ReadonlySet<ScaleId>>(() => new Set(measured.slice(0, 1)))
  const shown = measured.filter((id) => chosen.has(id) || measured.length === 1)
  if (!scales || measured.length === 0) return null
  const textOf = (id: ScaleId) => scales.find(({ scale }) => scale === id)!
  return (
    <div className="measure-plots">
      {measured.length > 1 ? (
        <ToggleButtonGroup
          aria-label={t('measures.shown')}
          className="pills"
          selectionMode="multiple"
          selectedKeys={shown}
          onSelectionChange={(keys) => setChosen(new Set(measured.filter((id) => keys.has(id))))}
        >
          {measured.map((id) => (
            <ToggleButton key={id} id={id} className="pill">
              {textOf(id).name}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      ) : null}
      {shown.map((id) => (
        <MeasurePlot key={id} scale={textOf(id)} points={series.find(({ scale }) => scale === id)!.points} />
      ))}
    </div>
  )
}

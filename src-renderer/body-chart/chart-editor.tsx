// The body chart of a note being written: draw, stamp or pick by name; take back; compare with an earlier visit.
import { Eraser, Plus, Redo2, Undo2 } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { type BodyChart, type ChartSymbol, chartSymbols, type Figure } from '../../src-main/body-chart/contract.ts'
import { figureGeometry } from '../../src-main/body-chart/geometry-contract.ts'
import type { Point } from '../../src-main/body-chart/places-contract.ts'
import type { RegionId } from '../../src-main/body-chart/regions-contract.ts'
import { pressedKeys } from '../app/actions.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { IconButton, LinkButton } from '../components/button.tsx'
import { SectionHeading } from '../components/content.tsx'
import { Select } from '../components/select.tsx'
import { ChartFigure } from './chart-figure.tsx'
import { changed, emptyHistory, redone, undone } from './chart-history.ts'
import {
  type ChartItem,
  emptyChart,
  figuresWith,
  isEmpty,
  itemAt,
  itemsOf,
  type View,
  viewNames,
  viewOf,
  views,
  withNote,
  withoutItem,
} from './chart-items.ts'
import { ChartLegend } from './chart-legend.tsx'
import { SymbolIcon } from './mark-shapes.tsx'
import { RegionPicker } from './region-picker.tsx'
import { simplifyTo } from './simplify.ts'
import { itemText, useChartNames } from './use-names.ts'
import './body-chart.css'

/** An earlier chart of the same client. */
export interface ChartLayer {
  entryId: string
  at: string
  chart: BodyChart
}
/** Half a unit is less than the width of a line. */
const tolerance = 0.5
const mostPoints = 300

export function ChartEditor({
  value,
  layers,
  forInfant,
  onChange,
}: {
  value: BodyChart | null
  /** Newest first. */
  layers: readonly ChartLayer[]
  /** A small child's figure comes first. */
  forInfant: boolean
  onChange(value: BodyChart): void
}) {
  const { t } = useI18n()
  const names = useChartNames()
  const chart = value ?? emptyChart
  const [view, setView] = useState<View>(() => {
    const first = figuresWith(chart)[0]
    return first ? viewOf(first) : forInfant ? 'infant' : 'body'
  })
  const [tool, setTool] = useState<ChartSymbol | 'eraser'>('pain')
  const [picking, setPicking] = useState(false)
  const [layerId, setLayerId] = useState('none')
  const [history, setHistory] = useState(() => emptyHistory<BodyChart>())
  const [said, setSaid] = useState('')
  const area = useRef<HTMLDivElement>(null)
  const shown: readonly Figure[] = views[view]
  const layer = layers.find(({ entryId }) => entryId === layerId)
  /** Typing one note is one step back. */
  const noted = useRef<string | null>(null)
  const symbol: ChartSymbol = tool === 'eraser' ? 'pain' : tool

  const change = (next: BodyChart, message: string) => {
    noted.current = null
    setHistory(changed(history, chart))
    onChange(next)
    setSaid(message)
  }
  const step = (which: typeof undone<BodyChart>, message: string) => {
    const result = which(history, chart)
    if (!result) return
    noted.current = null
    setHistory(result.history)
    onChange(result.value)
    setSaid(message)
  }
  const undo = () => step(undone, t('body-chart.undone'))
  const redo = () => step(redone, t('body-chart.redone'))
  const remove = (item: ChartItem) => change(withoutItem(chart, item), t('body-chart.removed', { item: itemText(names, item) }))
  const added = (next: BodyChart, isIt: (item: ChartItem) => boolean) => {
    const item = itemsOf(next).find(isIt)
    change(next, item ? t('body-chart.added', { item: itemText(names, item) }) : '')
  }
  const draw = (figure: Figure, points: readonly Point[], isTap: boolean, reach: number) => {
    area.current?.focus({ preventScroll: true })
    const at = points[0]
    if (!at) return
    if (tool === 'eraser') {
      const hit = points.map((point) => itemAt(chart, figure, shown, point, reach)).find((item) => item !== undefined)
      if (hit) remove(hit)
    } else if (isTap) {
      const next = { ...chart, marks: [...chart.marks, { figure, symbol: tool, at: [at[0], at[1]] as [number, number] }] }
      added(next, ({ kind, index }) => kind === 'marks' && index === chart.marks.length)
    } else {
      const line = simplifyTo(points, tolerance, mostPoints).map(([x, y]): [number, number] => [x, y])
      const next = { ...chart, strokes: [...chart.strokes, { figure, symbol: tool, points: line }] }
      added(next, ({ kind, index }) => kind === 'strokes' && index === chart.strokes.length)
    }
  }
  const note = (item: ChartItem, text: string) => {
    const key = `${item.kind}.${String(item.index)}`
    if (noted.current !== key) setHistory(changed(history, chart))
    noted.current = key
    onChange(withNote(chart, item, text))
  }
  const pick = (region: RegionId) => {
    const next = { ...chart, regions: [...chart.regions, { region, symbol }] }
    if (!shown.some((figure) => figureGeometry[figure].regions[region] !== undefined))
      setView(viewNames.find((each) => views[each].some((figure) => figureGeometry[figure].regions[region] !== undefined)) ?? view)
    added(next, ({ kind, index }) => kind === 'regions' && index === chart.regions.length)
  }
  const keys = (event: KeyboardEvent) => {
    // In a text field the keys belong to its text.
    if (event.target instanceof HTMLInputElement && event.target.type === 'text') return
    const pressed = pressedKeys(event.nativeEvent)
    if (pressed !== 'mod+z' && pressed !== 'mod+shift+z' && pressed !== 'mod+y') return
    event.preventDefault()
    if (pressed === 'mod+z') undo()
    else redo()
  }
  const counts = new Map<View, number>()
  for (const { figure } of itemsOf(chart)) counts.set(viewOf(figure), (counts.get(viewOf(figure)) ?? 0) + 1)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl Z of whatever has the focus within
    <section ref={area} className="chart" aria-label={t('body-chart.title')} tabIndex={-1} onKeyDown={keys}>
      <SectionHeading
        actions={
          <Select
            label={t('body-chart.view')}
            hideLabel
            value={view}
            options={viewNames.map((each) => ({
              value: each,
              label: t(`body-chart.view.${each}`),
              ...(counts.has(each) ? { detail: t('treatment.bodyChartMarks', { count: counts.get(each)! }) } : {}),
            }))}
            onChange={(each) => setView(each as View)}
          />
        }
      >
        {t('body-chart.title')}
      </SectionHeading>
      <div className="chart-tools">
        <ToggleButtonGroup
          aria-label={t('body-chart.tool')}
          className="chart-tool-list"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[tool]}
          onSelectionChange={(chosen) => setTool([...chosen][0] as typeof tool)}
        >
          {chartSymbols.map((each) => (
            <ToggleButton key={each} id={each} className="chart-tool">
              <SymbolIcon symbol={each} />
              {each === 'free' ? t('body-chart.pen') : names.symbol(each)}
            </ToggleButton>
          ))}
          <ToggleButton id="eraser" className="chart-tool">
            <Eraser className="icon-s" aria-hidden="true" />
            {t('body-chart.eraser')}
          </ToggleButton>
        </ToggleButtonGroup>
        <IconButton icon={Undo2} size="s" label={t('body-chart.undo')} keys="mod+z" isDisabled={history.past.length === 0} onPress={undo} />
        <IconButton
          icon={Redo2}
          size="s"
          label={t('body-chart.redo')}
          keys="mod+shift+z"
          isDisabled={history.future.length === 0}
          onPress={redo}
        />
      </div>
      {isEmpty(chart) ? <p className="muted chart-hint">{t('body-chart.how')}</p> : null}
      <div className="chart-figures">
        {shown.map((figure) => (
          <ChartFigure
            key={figure}
            figure={figure}
            together={shown}
            chart={chart}
            layer={layer?.chart}
            symbol={tool === 'eraser' ? null : tool}
            name={[
              names.figure(figure),
              ...itemsOf(chart)
                .filter((item) => item.figure === figure)
                .map((item) => itemText(names, item)),
            ].join('. ')}
            onDrawn={(points, isTap, reach) => draw(figure, points, isTap, reach)}
          />
        ))}
      </div>
      <ChartLegend chart={chart} onNote={note} onRemove={remove} />
      <LinkButton icon={Plus} aria-expanded={picking} onPress={() => setPicking(!picking)}>
        {t('body-chart.fromList')}
      </LinkButton>
      {picking ? <RegionPicker names={names} symbol={symbol} onSymbol={setTool} onAdd={pick} /> : null}
      {layers.length > 0 ? (
        <Select
          label={t('body-chart.compare')}
          value={layerId}
          options={[
            { value: 'none', label: t('body-chart.compareNone') },
            ...layers.map(({ entryId, at }) => ({ value: entryId, label: formatDate(at) })),
          ]}
          onChange={setLayerId}
        />
      ) : null}
      {layer ? (
        <section aria-label={t('body-chart.compared', { date: formatDate(layer.at) })}>
          <p className="muted">{t('body-chart.compared', { date: formatDate(layer.at) })}</p>
          <ul className="chart-compared">
            {itemsOf(layer.chart).map((item) => (
              <li key={item.number}>
                <SymbolIcon symbol={item.symbol} /> {itemText(names, item)}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <p role="status" className="visually-hidden">
        {said}
      </p>
    </section>
  )
}

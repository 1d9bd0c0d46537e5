// One figure with its marks; drawn on with pen, mouse or finger where `onDrawn` is given.
import { memo, type PointerEvent, useRef, useState } from 'react'
import type { BodyChart, ChartSymbol, Figure } from '../../src-main/body-chart/contract.ts'
import { figureGeometry } from '../../src-main/body-chart/geometry-contract.ts'
import type { Point } from '../../src-main/body-chart/places-contract.ts'
import { anchorOf, itemsOf } from './chart-items.ts'
import { pixelsPerUnit, toUnits } from './coordinates.ts'
import { figureDrawing } from './figure-drawing.tsx'
import { MarkShape, StrokeShape } from './mark-shapes.tsx'

const Drawing = memo(function Drawing({ figure }: { figure: Figure }) {
  return <>{figureDrawing(figure)}</>
})

/** Marks of a chart on one figure; without numbers for a layer that is only compared with. */
export function Marks({
  chart,
  figure,
  together,
  numbered,
}: {
  chart: BodyChart
  figure: Figure
  together: readonly Figure[]
  numbered: boolean
}) {
  const [left, , width] = figureGeometry[figure].viewBox
  return itemsOf(chart).map((item) => {
    const anchor = anchorOf(chart, item, figure, together)
    if (!anchor) return null
    const aside = anchor[0] > left + width / 2 ? 19 : -19
    const x = Math.min(left + width - 10, Math.max(left + 10, anchor[0] + aside))
    return (
      <g key={item.number}>
        {item.kind === 'strokes' ? (
          <StrokeShape {...chart.strokes[item.index]!} />
        ) : (
          <MarkShape symbol={item.symbol} at={[anchor[0], anchor[1]]} />
        )}
        {numbered ? (
          <g className="chart-number" transform={`translate(${String(x)} ${String(anchor[1])})`}>
            <circle r="9" />
            <text y="4.3">{item.number}</text>
          </g>
        ) : null}
      </g>
    )
  })
}

/** Shorter than this on the screen it was a tap and no line. */
const tapPixels = 5

export function ChartFigure({
  figure,
  together,
  name,
  chart,
  layer,
  symbol,
  onDrawn,
}: {
  figure: Figure
  together: readonly Figure[]
  /** The accessible name: the figure and what stands on it. */
  name: string
  chart: BodyChart
  /** An earlier visit's chart, shown faded and dashed below. */
  layer?: BodyChart | undefined
  /** What is being drawn; null for the eraser. */
  symbol?: ChartSymbol | null
  /** Points in figure units; `isTap` when the pointer hardly moved; `reach` is a finger's width in units. */
  onDrawn?(points: readonly Point[], isTap: boolean, reach: number): void
}) {
  const { viewBox } = figureGeometry[figure]
  const svg = useRef<SVGSVGElement>(null)
  const pending = useRef<{ pointer: number; from: Point; points: Point[]; isTap: boolean } | null>(null)
  const [line, setLine] = useState<readonly Point[]>([])
  const pointOf = (event: { clientX: number; clientY: number }): Point =>
    toUnits(event.clientX, event.clientY, svg.current!.getBoundingClientRect(), viewBox)

  const begin = (event: PointerEvent<SVGSVGElement>) => {
    if (!onDrawn || event.button !== 0 || !event.isPrimary) return
    event.currentTarget.setPointerCapture(event.pointerId)
    pending.current = { pointer: event.pointerId, from: [event.clientX, event.clientY], points: [pointOf(event)], isTap: true }
  }
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const drawing = pending.current
    if (!drawing || event.pointerId !== drawing.pointer) return
    const between = event.nativeEvent.getCoalescedEvents()
    drawing.points.push(...(between.length > 0 ? between : [event.nativeEvent]).map(pointOf))
    if (Math.hypot(event.clientX - drawing.from[0], event.clientY - drawing.from[1]) > tapPixels) drawing.isTap = false
    if (!drawing.isTap && symbol) setLine([...drawing.points])
  }
  const end = (event: PointerEvent<SVGSVGElement>) => {
    const drawing = pending.current
    if (!drawing || event.pointerId !== drawing.pointer) return
    pending.current = null
    setLine([])
    const reach = 8 / pixelsPerUnit(svg.current!.getBoundingClientRect(), viewBox)
    onDrawn?.(drawing.points, drawing.isTap, reach)
  }
  const cancel = () => {
    pending.current = null
    setLine([])
  }
  return (
    <svg
      ref={svg}
      className="chart-figure"
      viewBox={viewBox.join(' ')}
      role="img"
      aria-label={name}
      data-figure={figure}
      data-drawable={onDrawn ? (symbol === null ? 'eraser' : 'pen') : undefined}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={cancel}
    >
      <Drawing figure={figure} />
      {layer ? (
        <g className="chart-layer">
          <Marks chart={layer} figure={figure} together={together} numbered={false} />
        </g>
      ) : null}
      <Marks chart={chart} figure={figure} together={together} numbered />
      {line.length > 0 && symbol ? <StrokeShape symbol={symbol} points={line} /> : null}
    </svg>
  )
}

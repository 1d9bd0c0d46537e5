// How each meaning looks: a shape of its own and a kind of line of its own, so that none of it hangs on the colour.
import type { ReactNode } from 'react'
import type { ChartSymbol } from '../../src-main/body-chart/contract.ts'
import type { Point } from '../../src-main/body-chart/places-contract.ts'

/** Around the origin, about twelve units wide; the same shapes as on paper (src-main/body-chart/picture.ts). */
const shapes: Record<ChartSymbol, ReactNode> = {
  pain: (
    <>
      <circle r="6" className="chart-soft" />
      <path d="M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5" />
    </>
  ),
  restriction: <path d="M-6 0H6M-6 -4V4M6 -4V4" />,
  radiation: <path d="M0 -7V6M-4 2L0 6.5L4 2" />,
  numbness: <circle r="5" strokeDasharray="1.5 2.5" />,
  swelling: <circle r="5.5" />,
  scar: <path d="M-7 0H7M-4.5 -3V3M0 -3V3M4.5 -3V3" />,
  treated: <path d="M0 -6L6 5H-6Z" />,
  free: <circle r="2.5" className="chart-full" />,
}
export const MarkShape = ({ symbol, at }: { symbol: ChartSymbol; at: Point }) => (
  <g className="chart-ink" data-symbol={symbol} transform={`translate(${String(at[0])} ${String(at[1])}) scale(1.25)`}>
    {shapes[symbol]}
  </g>
)

/** The same shape beside a word. */
export const SymbolIcon = ({ symbol }: { symbol: ChartSymbol }) => (
  <svg className="chart-icon" viewBox="-9 -9 18 18" aria-hidden="true">
    <g className="chart-ink" data-symbol={symbol}>
      {shapes[symbol]}
    </g>
  </svg>
)

/** As on paper. */
const dashes: Partial<Record<ChartSymbol, string>> = { radiation: '6 3', numbness: '1 4', restriction: '10 3 2 3', treated: '3 3' }

const pathOf = (points: readonly Point[]): string =>
  points.length === 1
    ? `M${String(points[0]![0])} ${String(points[0]![1])}h0.1`
    : points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${String(x)} ${String(y)}`).join('')

/** A line that ends where it began encloses an area. */
const encloses = (points: readonly Point[]): boolean => {
  const [first, last] = [points[0]!, points.at(-1)!]
  return points.length > 5 && Math.hypot(first[0] - last[0], first[1] - last[1]) < 10
}

/** Head of an arrow at the end of a line, turned the way the line came. */
function arrowHead(points: readonly Point[]): string | null {
  const end = points.at(-1)
  const before = points.findLast(([x, y]) => end !== undefined && Math.hypot(x - end[0], y - end[1]) > 4)
  if (!end || !before) return null
  const angle = Math.atan2(end[1] - before[1], end[0] - before[0])
  const wing = (turn: number) => `${(end[0] + 8 * Math.cos(angle + turn)).toFixed(1)} ${(end[1] + 8 * Math.sin(angle + turn)).toFixed(1)}`
  return `M${wing(2.6)}L${String(end[0])} ${String(end[1])}L${wing(-2.6)}`
}

export function StrokeShape({
  symbol,
  points,
  width = 1.6,
}: {
  symbol: ChartSymbol
  points: readonly Point[]
  width?: number | undefined
}) {
  const head = symbol === 'radiation' ? arrowHead(points) : null
  return (
    <g className="chart-ink" data-symbol={symbol}>
      <path
        d={pathOf(points)}
        strokeWidth={Math.max(width, 2)}
        strokeDasharray={dashes[symbol]}
        className={encloses(points) && symbol !== 'radiation' && symbol !== 'free' ? 'chart-soft' : undefined}
      />
      {head ? <path d={head} /> : null}
    </g>
  )
}

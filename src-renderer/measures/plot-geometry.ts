// Where the points and lines of a small plot stand. Units are those of its viewBox.
import type { PlotPoint } from './measure-values.ts'

export interface PlotFrame {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}
export interface PlotDot {
  x: number
  y: number
  point: PlotPoint
  /** Shown beside the dot and below it, where there is room. */
  labelled: boolean
  dated: boolean
}
export interface Plot {
  dots: PlotDot[]
  /** Of the line through the dots; empty for one dot. */
  path: string
  ticks: { y: number; value: number }[]
}
/** Room that a value and a date need beside each other. */
const valueRoom = 16
const dateRoom = 46

/** The ends of the value axis: the scale's own, or as far as a wide scale is used, rounded up to tens. */
export function axisOf(values: readonly number[], { min, max }: { min: number; max: number }): { min: number; max: number } {
  if (max - min <= 30) return { min, max }
  const most = Math.max(...values, min)
  return { min, max: Math.min(max, Math.max(min + 10, Math.ceil(most / 10) * 10)) }
}

/** Points in time order over a scale. Equal times share a place; a single one stands in the middle. */
export function plotOf(points: readonly PlotPoint[], scale: { min: number; max: number }, frame: PlotFrame): Plot {
  const { min, max } = axisOf(
    points.map(({ value }) => value),
    scale,
  )
  const times = points.map(({ at }) => Date.parse(at))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const inner = frame.width - frame.left - frame.right
  const yOf = (value: number) => frame.top + (1 - (value - min) / (max - min)) * (frame.height - frame.top - frame.bottom)
  const xOf = (time: number) => frame.left + (last === first ? 0.5 : (time - first) / (last - first)) * inner
  let valueUpTo = -Infinity
  let dateUpTo = -Infinity
  const lastX = points.length > 0 ? xOf(times.at(-1)!) : 0
  const dots = points.map((point, index): PlotDot => {
    const x = xOf(times[index]!)
    const isLast = index === points.length - 1
    // The newest is always told; what would stand in its way is not.
    const labelled = isLast || (x >= valueUpTo && x + valueRoom <= lastX)
    const dated = isLast || (x >= dateUpTo && x + dateRoom <= lastX)
    if (labelled) valueUpTo = x + valueRoom
    if (dated) dateUpTo = x + dateRoom
    return { x, y: yOf(point.value), point, labelled, dated }
  })
  const path = dots.length < 2 ? '' : dots.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  return { dots, path, ticks: [max, (min + max) / 2, min].map((value) => ({ y: yOf(value), value })) }
}

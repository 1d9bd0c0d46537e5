// From a place on the screen to the units of the figure: pixels are never kept (atrament #57).
import type { Point } from '../../src-main/body-chart/places-contract.ts'

export type ViewBox = readonly [left: number, top: number, width: number, height: number]
/** Where the picture stands in the window, in CSS pixels. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** CSS pixels of one unit; the figure is shown whole and in the middle of its box (`xMidYMid meet`). */
export const pixelsPerUnit = (box: Box, [, , width, height]: ViewBox): number => Math.min(box.width / width, box.height / height)

const tenth = (value: number): number => Math.round(value * 10) / 10
const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** A place in the window in the units of the figure, to a tenth; what lies outside is drawn to the edge. */
export function toUnits(clientX: number, clientY: number, box: Box, viewBox: ViewBox): Point {
  const [left, top, width, height] = viewBox
  const scale = pixelsPerUnit(box, viewBox)
  if (!(scale > 0)) return [left, top]
  const x = left + (clientX - box.left - (box.width - width * scale) / 2) / scale
  const y = top + (clientY - box.top - (box.height - height * scale) / 2) / scale
  return [tenth(within(x, left, left + width)), tenth(within(y, top, top + height))]
}

/** The reverse, for tests of the mapping and for placing things over the figure. */
export function toClient([x, y]: Point, box: Box, viewBox: ViewBox): readonly [number, number] {
  const [left, top, width, height] = viewBox
  const scale = pixelsPerUnit(box, viewBox)
  return [box.left + (box.width - width * scale) / 2 + (x - left) * scale, box.top + (box.height - height * scale) / 2 + (y - top) * scale]
}

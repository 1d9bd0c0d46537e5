// The drawn figures of assets/body-chart, as elements: the files hold nothing but paths and groups, and anything else in them is refused.
import { type ReactNode, type SVGProps } from 'react'
import back from '../../assets/body-chart/back.svg?raw'
import front from '../../assets/body-chart/front.svg?raw'
import head from '../../assets/body-chart/head.svg?raw'
import infant from '../../assets/body-chart/infant.svg?raw'
import left from '../../assets/body-chart/left.svg?raw'
import right from '../../assets/body-chart/right.svg?raw'
import spine from '../../assets/body-chart/spine.svg?raw'
import type { Figure } from '../../src-main/body-chart/contract.ts'

const sources: Record<Figure, string> = { front, back, left, right, head, spine, infant }
const names = {
  d: 'd',
  fill: 'fill',
  stroke: 'stroke',
  transform: 'transform',
  'stroke-width': 'strokeWidth',
  'stroke-linecap': 'strokeLinecap',
  'stroke-linejoin': 'strokeLinejoin',
} as const satisfies Record<string, keyof SVGProps<SVGPathElement>>

const attributesOf = (text: string): SVGProps<SVGPathElement> =>
  Object.fromEntries(
    [...text.matchAll(/([a-z-]+)="([^"]*)"/g)].flatMap(([, name, value]) =>
      name !== undefined && name in names ? [[names[name as keyof typeof names], value]] : [],
    ),
  )

/** The children of the file's `<svg>`. */
function drawingOf(source: string): ReactNode[] {
  const top: ReactNode[] = []
  let group: { attributes: string; children: ReactNode[] } | null = null
  for (const [, closing, name, attributes = ''] of source.matchAll(/<(\/?)([a-z]+)([^>]*?)\/?>/g)) {
    if (name === 'path' && !closing)
      (group?.children ?? top).push(<path key={(group?.children ?? top).length} {...attributesOf(attributes)} />)
    else if (name === 'g' && !closing) group = { attributes, children: [] }
    else if (name === 'g' && group) {
      top.push(
        <g key={top.length} {...(attributesOf(group.attributes) as SVGProps<SVGGElement>)}>
          {group.children}
        </g>,
      )
      group = null
    }
  }
  return top
}

const drawn = new Map<Figure, ReactNode[]>()
/** One figure without anything on it; belongs into an `<svg>` with the figure's viewBox. */
export function figureDrawing(figure: Figure): ReactNode[] {
  let drawing = drawn.get(figure)
  if (!drawing) {
    drawing = drawingOf(sources[figure])
    drawn.set(figure, drawing)
  }
  return drawing
}

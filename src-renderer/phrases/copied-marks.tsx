// Text that was copied from an earlier note has a dotted underline until it is changed. A text area can't style a part of its text, so
// the line is drawn by a layer over it that holds the same words, unseen.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Heading, Sections } from '../../src-main/treatment/content-contract.ts'
import type { Entry } from '../../src-main/treatment/contract.ts'
import { copiedPart } from './copied-part.ts'
import { likeTextOf } from './caret-place.ts'
import './phrases.css'

interface Copied {
  sections: Sections
  copied: Entry['copied']
}

export function CopiedMarks({
  values,
  earlier,
  fieldOf,
}: {
  values: Copied
  earlier: readonly Entry[]
  fieldOf(heading: Heading): string
}) {
  return (Object.keys(values.copied) as Heading[]).map((heading) => {
    const source = earlier.find(({ entryId }) => entryId === values.copied[heading]?.entryId)?.sections[heading]
    const part = copiedPart(values.sections[heading] ?? '', source)
    return part ? <CopiedMark key={heading} field={fieldOf(heading)} text={values.sections[heading] ?? ''} part={part} /> : null
  })
}

function CopiedMark({ field, text, part: [start, end] }: { field: string; text: string; part: readonly [number, number] }) {
  const layer = useRef<HTMLDivElement>(null)
  const [area, setArea] = useState<HTMLTextAreaElement | null>(null)
  useEffect(() => setArea(document.querySelector<HTMLTextAreaElement>(`textarea[name="${CSS.escape(field)}"]`)), [field])
  useLayoutEffect(() => {
    if (!area) return
    const follow = () => {
      if (!layer.current) return
      likeTextOf(area, layer.current)
      layer.current.style.insetBlockStart = `${String(area.offsetTop + area.clientTop)}px`
      layer.current.style.insetInlineStart = `${String(area.offsetLeft + area.clientLeft)}px`
      layer.current.style.blockSize = `${String(area.clientHeight)}px`
      layer.current.scrollTop = area.scrollTop
    }
    follow()
    const watch = new ResizeObserver(follow)
    watch.observe(area)
    area.addEventListener('scroll', follow)
    return () => {
      watch.disconnect()
      area.removeEventListener('scroll', follow)
    }
  }, [area, text])
  const parent = area?.parentElement
  if (!parent) return null
  return createPortal(
    <div ref={layer} className="copied-layer" aria-hidden="true">
      {text.slice(0, start)}
      <span className="copied-mark">{text.slice(start, end)}</span>
      {text.slice(end)}
    </div>,
    parent,
  )
}

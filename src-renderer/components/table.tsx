// A table of any length: only the rows in sight are in the page, yet it is one table to a screen reader and one stop for Tab.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'

export interface Column<T> {
  id: string
  header: string
  /** Grid track: `minmax(0, 2fr)`, `8rem`. */
  width: string
  align?: 'end'
  cell(row: T): ReactNode
}
export interface TableProps<T> {
  label: string
  columns: readonly Column<T>[]
  /** Number of all rows, loaded or not. */
  count: number
  /** The row at a position, or undefined while it is being fetched. */
  rowAt(index: number): T | undefined
  rowKey(row: T): string
  /** Enter or a click. */
  onOpen?(row: T): void
  /** Tells which rows are in sight, to fetch them. */
  onRange?(first: number, last: number): void
  /** Keys on a focused row beyond moving and opening. */
  onRowKey?(event: KeyboardEvent, row: T): void
  /** Position to scroll to at first. */
  initialIndex?: number
  rowHeight?: number
}

export function Table<T>({
  label,
  columns,
  count,
  rowAt,
  rowKey,
  onOpen,
  onRange,
  onRowKey,
  initialIndex = 0,
  rowHeight = 38,
}: TableProps<T>) {
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(initialIndex)
  const [focused, setFocused] = useState(false)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: 32,
    initialOffset: initialIndex * rowHeight,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items[items.length - 1]?.index ?? 0
  const tellRange = useRef(onRange)
  tellRange.current = onRange
  useEffect(() => {
    if (count > 0) tellRange.current?.(first, last)
  }, [first, last, count])
  useEffect(() => {
    if (active >= count) setActive(Math.max(0, count - 1))
  }, [active, count])

  const move = (to: number) => {
    const next = Math.max(0, Math.min(count - 1, to))
    setActive(next)
    virtual.scrollToIndex(next)
  }
  const page = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeight) - 1)
  const handle = (event: KeyboardEvent) => {
    const row = rowAt(active)
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page(),
      PageUp: active - page(),
      Home: 0,
      End: count - 1,
    }
    if (event.key in steps && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault()
      move(steps[event.key]!)
    } else if (event.key === 'Enter' && row && !event.ctrlKey) {
      event.preventDefault()
      onOpen?.(row)
    } else if (row) onRowKey?.(event, row)
  }
  const id = (index: number) => `${label.replace(/\W+/g, '-')}-${String(index)}`
  return (
    <div className="table" style={{ '--table-columns': columns.map((column) => column.width).join(' ') } as CSSProperties}>
      <div
        ref={scroller}
        className="table-scroll"
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
        tabIndex={0}
        aria-activedescendant={count > 0 ? id(active) : undefined}
        onKeyDown={handle}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      >
        <div className="table-head" role="row" aria-rowindex={1}>
          {columns.map((column) => (
            <div key={column.id} className="table-cell" role="columnheader" data-align={column.align}>
              {column.header}
            </div>
          ))}
        </div>
        <div role="rowgroup" style={{ blockSize: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const row = rowAt(item.index)
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are handled by the grid, which has the focus
              <div
                key={row ? rowKey(row) : `empty-${String(item.index)}`}
                id={id(item.index)}
                className="table-row"
                role="row"
                aria-rowindex={item.index + 2}
                data-hoverable={onOpen ? '' : undefined}
                data-focused={focused && item.index === active ? '' : undefined}
                style={{ transform: `translateY(${String(item.start)}px)`, blockSize: item.size }}
                onClick={() => {
                  setActive(item.index)
                  if (row) onOpen?.(row)
                }}
              >
                {columns.map((column) => (
                  <div key={column.id} className="table-cell" role="gridcell" data-align={column.align}>
                    {row ? column.cell(row) : null}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

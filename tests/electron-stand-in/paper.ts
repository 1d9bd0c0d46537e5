// printToPDF: Electron's options in Chromium's terms.
import type Electron from 'electron'

/** Width and height in inches. */
const sizes: Record<string, [number, number]> = {
  A0: [33.1, 46.8],
  A1: [23.4, 33.1],
  A2: [16.54, 23.4],
  A3: [11.7, 16.54],
  A4: [8.27, 11.69],
  A5: [5.83, 8.27],
  A6: [4.13, 5.83],
  Letter: [8.5, 11],
  Legal: [8.5, 14],
  Tabloid: [11, 17],
  Ledger: [17, 11],
}
const defaultMarginInches = 0.4

export function printParameters(options: Electron.PrintToPDFOptions): object {
  const { pageSize = 'Letter', margins, ...same } = options
  const size = typeof pageSize === 'string' ? sizes[pageSize] : ([pageSize.width, pageSize.height] as const)
  if (!size) throw new Error(`electron stand-in: the page size ${String(pageSize)} is not implemented`)
  const margin = (side: 'top' | 'bottom' | 'left' | 'right') => margins?.[side] ?? defaultMarginInches
  return {
    ...same,
    paperWidth: size[0],
    paperHeight: size[1],
    transferMode: 'ReturnAsStream',
    marginTop: margin('top'),
    marginBottom: margin('bottom'),
    marginLeft: margin('left'),
    marginRight: margin('right'),
  }
}

// Barcodes and QR codes as SVG, for documents and windows.
import bwip from 'bwip-js/node'

export type CodeLevel = 'L' | 'M' | 'Q' | 'H'

/**
 * A QR code (ISO/IEC 18004), with the quiet zone of four modules.
 * @param level share of damage it survives: L 7 %, M 15 %, Q 25 %, H 30 %
 */
export function qrSvg(text: string, level: CodeLevel = 'M'): string {
  const options = { bcid: 'qrcode', text, eclevel: level, padding: 4, scale: 1 } // `eclevel` is the symbology's own option, unknown to its types
  return bwip.toSVG(options)
}

/** A Code 128 barcode without its text; `heightMillimetres` at the natural width. Finnish bank barcodes use set C (digits, even count). */
export const code128Svg = (text: string, heightMillimetres = 12): string =>
  bwip.toSVG({ bcid: 'code128', text, height: heightMillimetres, includetext: false, paddingwidth: 10 })

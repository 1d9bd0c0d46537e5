// Where in the window a place of a text area is: measured on a copy of it that wraps in the same way.

const copied = [
  'boxSizing',
  'paddingTop',
  'paddingRight',
  'paddingBottom',
  'paddingLeft',
  'fontFamily',
  'fontSize',
  'fontWeight',
  'fontStyle',
  'fontVariantNumeric',
  'fontFeatureSettings',
  'fontKerning',
  'letterSpacing',
  'wordSpacing',
  'lineHeight',
  'textIndent',
  'tabSize',
] as const

/** Gives an element the text measures of a text area, so that the same words break at the same places. */
export function likeTextOf(area: HTMLTextAreaElement, copy: HTMLElement): void {
  const style = getComputedStyle(area)
  for (const name of copied) copy.style[name] = style[name]
  copy.style.inlineSize = `${String(area.clientWidth)}px`
  copy.style.whiteSpace = 'pre-wrap'
  copy.style.overflowWrap = 'break-word'
}

/** The line at a place of the text, in pixels of the window: its top and bottom. */
export function lineAt(area: HTMLTextAreaElement, position: number): { top: number; bottom: number } {
  const copy = document.createElement('div')
  likeTextOf(area, copy)
  copy.style.position = 'absolute'
  copy.style.visibility = 'hidden'
  copy.setAttribute('aria-hidden', 'true')
  const mark = document.createElement('span')
  mark.textContent = '\u200B'
  copy.append(area.value.slice(0, position), mark)
  document.body.append(copy)
  const offset = mark.offsetTop
  const height = mark.offsetHeight
  copy.remove()
  const box = area.getBoundingClientRect()
  const top = Math.min(box.bottom - height, Math.max(box.top, box.top + area.clientTop + offset - area.scrollTop))
  return { top, bottom: top + height }
}

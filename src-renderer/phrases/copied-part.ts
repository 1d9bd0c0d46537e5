/** Where the copied text stands unchanged, from and to; null when it was changed. The last place counts: a copy goes after what was there. */
export function copiedPart(text: string, copied: string | undefined): readonly [start: number, end: number] | null {
  if (!copied) return null
  const start = text.lastIndexOf(copied)
  return start === -1 ? null : [start, start + copied.length]
}

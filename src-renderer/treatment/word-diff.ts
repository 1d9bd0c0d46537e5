// What changed between two texts, word by word: for the versions of a signed note.
export interface DiffPart {
  kind: 'same' | 'added' | 'removed'
  text: string
}
/** Words, blanks and signs one by one, so that nothing of the text is lost. */
const wordsOf = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []
/** Above so many comparisons the middle is shown as replaced whole. */
const mostCells = 2_000_000

/** Longest common subsequence of the middle; true where a word of the first, or of the second, stays. */
function kept(one: readonly string[], other: readonly string[]): { one: boolean[]; other: boolean[] } {
  const result = { one: one.map(() => false), other: other.map(() => false) }
  if (one.length * other.length > mostCells) return result
  const columns = other.length + 1
  const longest = new Uint32Array((one.length + 1) * columns)
  for (let row = one.length - 1; row >= 0; row--)
    for (let column = other.length - 1; column >= 0; column--)
      longest[row * columns + column] =
        one[row] === other[column]
          ? longest[(row + 1) * columns + column + 1]! + 1
          : Math.max(longest[(row + 1) * columns + column]!, longest[row * columns + column + 1]!)
  let row = 0
  let column = 0
  while (row < one.length && column < other.length) {
    if (one[row] === other[column]) {
      result.one[row++] = true
      result.other[column++] = true
    } else if (longest[(row + 1) * columns + column]! >= longest[row * columns + column + 1]!) row++
    else column++
  }
  return result
}

/** In reading order; the same and removed parts together are the first text, the same and added ones the second. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const one = wordsOf(before)
  const other = wordsOf(after)
  let start = 0
  while (start < one.length && start < other.length && one[start] === other[start]) start++
  let end = 0
  while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end++
  const middle = { one: one.slice(start, one.length - end), other: other.slice(start, other.length - end) }
  const stays = kept(middle.one, middle.other)
  const parts: DiffPart[] = []
  const put = (kind: DiffPart['kind'], text: string) => {
    const last = parts.at(-1)
    if (text === '') return
    if (last?.kind === kind) last.text += text
    else parts.push({ kind, text })
  }
  put('same', one.slice(0, start).join(''))
  let row = 0
  let column = 0
  while (row < middle.one.length || column < middle.other.length) {
    if (row < middle.one.length && !stays.one[row]) put('removed', middle.one[row++]!)
    else if (column < middle.other.length && !stays.other[column]) put('added', middle.other[column++]!)
    else {
      put('same', middle.one[row++]!)
      column++
    }
  }
  put('same', one.slice(one.length - end).join(''))
  return parts
}

/** What a list has lost and won; the same line twice counts twice. */
export function listDiff(before: readonly string[], after: readonly string[]): DiffPart[] {
  const left = [...after]
  const same: DiffPart[] = before.map((text) => {
    const at = left.indexOf(text)
    if (at < 0) return { kind: 'removed', text }
    left.splice(at, 1)
    return { kind: 'same', text }
  })
  return [...same, ...left.map((text): DiffPart => ({ kind: 'added', text }))]
}

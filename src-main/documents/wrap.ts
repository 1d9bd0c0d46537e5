// Breaking text into lines of a fixed number of characters, for the text form.

/** Lines of at most `width` characters; a longer word is cut. Line feeds in the text stay. Never empty. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width))
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = []
  let current: string[] = []
  for (const word of line.split(/ +/)) {
    let rest = [...word]
    if (current.length > 0 && current.length + 1 + rest.length > width) {
      lines.push(current.join(''))
      current = []
    }
    while (rest.length > width) {
      lines.push(rest.slice(0, width).join(''))
      rest = rest.slice(width)
    }
    current = current.length === 0 ? rest : [...current, ' ', ...rest]
  }
  return current.length > 0 || lines.length === 0 ? [...lines, current.join('')] : lines
}

/** The same with `first` before the first line and as many spaces before the others. */
export function hang(first: string, text: string, width: number): string[] {
  const indent = [...first].length
  return wrap(text, Math.max(8, width - indent)).map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + line)
}

import { inlines } from './model.ts'
import type { Inline } from './model.ts'

/**
 * A text with `{name}` places filled by runs or strings: the way from a texts file to a paragraph.
 * @throws Error when a place has no value or a value has no place: a text and its code have come apart
 */
export function fill(template: string, values: Readonly<Record<string, Inline | string | readonly (Inline | string)[]>> = {}): Inline[] {
  const used = new Set<string>()
  const runs = template
    .split(/(\{[A-Za-z0-9]+\})/)
    .filter((piece) => piece !== '')
    .flatMap((piece): Inline[] => {
      const name = /^\{(.+)\}$/.exec(piece)?.[1]
      if (name === undefined) return [{ text: piece }]
      const value = values[name]
      if (value === undefined) throw new Error(`no value for {${name}}`)
      used.add(name)
      return inlines(value)
    })
  for (const name of Object.keys(values)) if (!used.has(name)) throw new Error(`no place for {${name}}`)
  return runs
}

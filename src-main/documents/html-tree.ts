// HTML as a tree, so that text can only ever become text: the one place that writes `<` escapes everything it did not make itself.
export interface Element {
  tag: string
  attributes: Readonly<Record<string, string | undefined>>
  children: readonly Node[]
}
export type Node = Element | string

export const el = (tag: string, attributes: Element['attributes'] = {}, children: Node | readonly Node[] = []): Element => ({
  tag,
  attributes,
  children: Array.isArray(children) ? (children as readonly Node[]) : [children as Node],
})

const empty = new Set(['br', 'hr', 'img', 'meta', 'col'])
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character]!)

/** @throws Error on a tag or attribute name that is not a plain name: names are never data */
export function serialize(node: Node): string {
  if (typeof node === 'string') return escapeText(node)
  const { tag, attributes, children } = node
  const names = Object.keys(attributes).filter((name) => attributes[name] !== undefined)
  for (const name of [tag, ...names]) if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error('not a name')
  const open = `<${tag}${names.map((name) => ` ${name}="${escapeText(attributes[name]!)}"`).join('')}>`
  return empty.has(tag) ? open : `${open}${children.map(serialize).join('')}</${tag}>`
}

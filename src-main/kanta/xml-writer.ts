// A small XML 1.0 writer. What it writes is well-formed whatever the texts hold, and the same input gives the same bytes.

/** Attributes in the order they are written; undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | undefined>>
export interface Element {
  readonly name: string
  readonly attributes: Attributes
  readonly children: readonly Node[]
}
export type Node = Element | string

/** `element('id', { root: '1.2' })`; children that are undefined are left out. */
export function element(name: string, attributes: Attributes = {}, ...children: (Node | undefined)[]): Element {
  return { name, attributes, children: children.filter((child) => child !== undefined) }
}

/** XML 1.0 § 2.2: everything that is not a Char, lone surrogates among it. A file with one of them can't be read by anybody. */
// oxlint-disable-next-line no-control-regex
const notChars =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/
const everyNotChar = new RegExp(notChars, 'g')
/** C1 controls and DEL are allowed by XML and unwanted in a document. */
// oxlint-disable-next-line no-control-regex
const unwanted = /[\u007F-\u009F]/g

/** Whether a text needs a closer look: anything but ordinary characters, line feeds and tabs. Most texts don't. */
// oxlint-disable-next-line no-control-regex
const unusual = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\uD800-\uDFFF\uFFFE\uFFFF]/

/** Text that may stand in a document: vertical tabs and form feeds become line breaks, other control characters go, words stay. */
export const printable = (text: string): string => (unusual.test(text) ? withoutUnusual(text) : text)
const withoutUnusual = (text: string): string =>
  text
    .replace(/\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g, '\n')
    .replace(everyNotChar, '')
    .replace(unwanted, '')

/** A character that XML forbids got as far as the writer. Says where, never what. */
export class NotXmlCharacter extends Error {
  override readonly name = 'NotXmlCharacter'
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}
const checked = (text: string, where: string): string => {
  if (unusual.test(text) && notChars.test(text)) throw new NotXmlCharacter(`control character in ${where}`)
  return text
}
const escapeText = (text: string, where: string): string => checked(text, where).replace(/[&<>\r]/g, (sign) => references[sign]!)
const escapeAttribute = (text: string, where: string): string => checked(text, where).replace(/[&<>"\t\n\r]/g, (sign) => references[sign]!)
const nameShape = /^[A-Za-z_][A-Za-z0-9._:-]*$/

function write(node: Element, indent: string, parts: string[]): void {
  if (!nameShape.test(node.name)) throw new Error(`not an element name: ${node.name}`)
  parts.push(indent, '<', node.name)
  for (const [name, value] of Object.entries(node.attributes))
    if (value !== undefined) parts.push(' ', name, '="', escapeAttribute(value, `${node.name}/@${name}`), '"')
  if (node.children.length === 0) {
    parts.push('/>')
    return
  }
  parts.push('>')
  // White space between elements is harmless; beside text it would become part of the text.
  const mixed = node.children.some((child) => typeof child === 'string')
  for (const child of node.children) {
    if (typeof child === 'string') parts.push(escapeText(child, node.name))
    else if (mixed) write(child, '', parts)
    else write(child, `${indent === '' ? '\n' : indent}  `, parts)
  }
  if (!mixed) parts.push(indent === '' ? '\n' : indent)
  parts.push('</', node.name, '>')
}

/** A whole document, UTF-8, ending in a line feed. @throws NotXmlCharacter */
export function writeXml(root: Element): string {
  const parts: string[] = ['<?xml version="1.0" encoding="UTF-8"?>\n']
  write(root, '', parts)
  parts.push('\n')
  return parts.join('')
}

// Reads the XML that comes back (acknowledgements) and our own documents for the preview. No DTD, no entities but the five of XML itself,
// no deep nesting, no big files: entity bombs and external entities have nothing to hold on to.
import { AppError } from '../core/errors.ts'

export interface XmlElement {
  /** As written, with its prefix. */
  name: string
  /** Without the prefix. */
  localName: string
  attributes: Record<string, string>
  children: (XmlElement | string)[]
}

const deepest = 50
const mostElements = 2_000_000
const refuse = (key: string): AppError => new AppError('invalid_input', key)
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescape(text: string): string {
  return text.replace(/&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]*));|&/g, (_all, hex, decimal, name) => {
    if (hex !== undefined || decimal !== undefined) {
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex as string, 16)
      if (point === 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) throw refuse('xmlUnreadable')
      return String.fromCodePoint(point)
    }
    const sign = name === undefined ? undefined : named[name as string]
    if (sign === undefined) throw refuse('xmlUnreadable')
    return sign
  })
}

const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy
const attribute = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const localOf = (name: string): string => name.slice(name.indexOf(':') + 1)

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [, name = '', double, single] of text.matchAll(attribute)) {
    if (name in attributes) throw refuse('xmlUnreadable')
    attributes[name] = unescape(double ?? single ?? '')
  }
  return attributes
}

/**
 * The root element.
 * @throws AppError `invalid_input`: `xmlDtd` when the file declares a document type, `xmlUnreadable` when it is not well-formed
 */
export function readXml(source: string): XmlElement {
  const text = source.replace(/^\uFEFF/, '')
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw refuse('xmlDtd')
  const top: XmlElement = { name: '', localName: '', attributes: {}, children: [] }
  const stack = [top]
  let elements = 0
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    if (!match) throw refuse('xmlUnreadable')
    const [, cdata, closing, name, attributes, empty, plain] = match
    const parent = stack.at(-1)!
    if (cdata !== undefined || plain !== undefined) {
      const words = cdata ?? unescape(plain!)
      if (parent === top && words.trim() !== '') throw refuse('xmlUnreadable')
      if (parent !== top) parent.children.push(words)
    } else if (name !== undefined && closing === '/') {
      if (stack.length === 1 || parent.name !== name || attributes || empty) throw refuse('xmlUnreadable')
      stack.pop()
    } else if (name !== undefined) {
      if (++elements > mostElements || stack.length > deepest) throw refuse('xmlUnreadable')
      const child: XmlElement = { name, localName: localOf(name), attributes: attributesOf(attributes ?? ''), children: [] }
      parent.children.push(child)
      if (!empty) stack.push(child)
    }
  }
  const roots = top.children.filter((child) => typeof child !== 'string')
  if (stack.length !== 1 || roots.length !== 1) throw refuse('xmlUnreadable')
  return roots[0]!
}

export const elementsOf = (parent: XmlElement | undefined): XmlElement[] =>
  parent?.children.filter((child): child is XmlElement => typeof child !== 'string') ?? []
/** Children with a local name. */
export const childrenNamed = (parent: XmlElement | undefined, localName: string): XmlElement[] =>
  elementsOf(parent).filter((child) => child.localName === localName)
/** First element at a path of local names. */
export const at = (parent: XmlElement | undefined, ...path: string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((found, name) => childrenNamed(found, name)[0], parent)
/** All text below, `br` as line feeds. */
export const textOf = (node: XmlElement | undefined): string =>
  node?.children.map((child) => (typeof child === 'string' ? child : child.localName === 'br' ? '\n' : textOf(child))).join('') ?? ''

// A written version as it was, shown from its own HTML: only plain elements are taken over, no style, no address, no script.
import { createElement, type ReactNode } from 'react'

const kept = new Set([
  'h1',
  'h2',
  'h3',
  'h4',
  'p',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'table',
  'caption',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'strong',
  'em',
  'code',
  'br',
  'section',
  'header',
  'footer',
])
const empty = new Set(['br'])

function drawn(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent
  if (!(node instanceof Element)) return null
  const name = node.localName
  if (name === 'style' || name === 'script' || name === 'head' || name === 'title') return null
  const children = [...node.childNodes].map(drawn)
  const lang = node.getAttribute('lang')
  const tag = kept.has(name) ? name : ['div', 'main', 'body'].includes(name) ? 'div' : 'span'
  // A page of the window has one h1 of its own: the document's headings go one down.
  const shown = /^h[1-4]$/.test(tag) ? `h${String(Number(tag[1]) + 2)}` : tag === 'header' || tag === 'footer' ? 'div' : tag
  return createElement(shown, { key, ...(lang ? { lang } : {}) }, ...(empty.has(tag) ? [] : children))
}

export function WrittenPage({ html }: { html: string }) {
  // Its style sheet would be refused by the window's policy, and isn't wanted.
  const parsed = new DOMParser().parseFromString(html.replaceAll(/<style[\s\S]*?<\/style>/g, ''), 'text/html')
  return (
    // Longer than the dialog: scrolled by keys, so it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="written-page" role="document" tabIndex={0} lang={parsed.documentElement.lang}>
      {[...parsed.body.childNodes].map(drawn)}
    </div>
  )
}

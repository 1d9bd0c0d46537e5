import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable } from '../../../src-main/documents/characters.ts'
import { qrSvg } from '../../../src-main/documents/codes.ts'
import { renderHtml } from '../../../src-main/documents/html.ts'
import { el, serialize } from '../../../src-main/documents/html-tree.ts'
import {
  callout,
  fact,
  image,
  keyGroups,
  keyValues,
  missing,
  paragraph,
  section,
  steps,
  table,
  text,
} from '../../../src-main/documents/model.ts'
import { aNotice, aReport, hostileTexts, htmlText } from './samples.ts'

describe('HTML', () => {
  it('is self-contained: no script, no address to fetch, a policy that forbids both', () => {
    const html = renderHtml(aReport([paragraph('x'), image({ format: 'svg', data: qrSvg('x'), alt: 'Koodi', widthMillimetres: 25 })]))
    expect(html).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:">`,
    )
    expect(html).not.toMatch(/<script|<link|<iframe|@import|url\(|\son[a-z]+=/)
    for (const match of html.matchAll(/(?:src|href)="([^"]*)"/g)) expect(match[1]).toMatch(/^data:image\/svg\+xml;base64,/)
    expect(html).toContain('alt="Koodi"')
  })

  it('says its language, also on parts in another one', () => {
    const html = renderHtml(aNotice())
    expect(html).toContain('<html lang="fi">')
    expect(html).toContain('<p lang="en">The provider states')
  })

  it('has real headings, lists and table heads, and the numbers of the printed form', () => {
    const html = renderHtml(aNotice())
    expect(html).toContain('<h1>Tietosuojaseloste</h1>')
    expect(html).toContain('<h2>2 Käsittelyn tarkoitukset ja oikeusperusteet</h2>')
    expect(html).toContain('<h3>Palvelu</h3>')
    expect(html).toContain('<th scope="col">Tarkoitus</th>')
    expect(html).toContain('<th scope="row">hoidon suunnittelu</th>')
    expect(html).toContain('<ul><li>yksi</li><li>kaksi</li></ul>')
  })

  it('carries fact ids', () => {
    const html = renderHtml(aNotice())
    expect(html).toContain('<span data-fact="practice.businessId">1234567-1</span>')
    expect(html).toContain('data-fact="practice.email"')
  })

  it('shows marks only when asked, and refuses missing values otherwise', () => {
    expect(renderHtml(aNotice())).not.toContain('class="changed"')
    expect(renderHtml(aNotice(), { marks: true })).toContain('class="changed"')
    const model = aReport([paragraph(missing('practice.email', 'sähköposti'))])
    expect(() => renderHtml(model)).toThrow(expect.objectContaining({ code: 'incomplete' }))
    expect(renderHtml(model, { marks: true })).toContain('puuttuu: sähköposti')
  })

  it('keeps hostile text as text wherever it stands', () => {
    for (const one of hostileTexts) {
      const model = aReport(
        [
          section('s', one, [
            paragraph(text(one), fact('a"b', one)),
            table([one], [[one]], { caption: one }),
            keyValues([{ label: one, value: one }]),
            callout('gap', [steps([one])], one),
            image({ format: 'svg', data: '<svg xmlns="http://www.w3.org/2000/svg"/>', alt: one, widthMillimetres: 10, caption: one }),
            keyGroups(one, [one]),
          ]),
        ],
        { title: one, subtitle: one, practiceName: one },
      )
      const html = renderHtml(model)
      expect(html).not.toMatch(/<script|<img src=x|<b>|<label>/)
      expect(html.match(/<style>/g)).toHaveLength(1)
      expect(html.match(/<\/title>/g)).toHaveLength(1)
      expect(htmlText(html).split(one.trim()).length).toBeGreaterThan(12)
    }
  })

  it('gives back any text unchanged, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        const html = renderHtml(aReport([paragraph(`[${value}]`)]))
        const found = /<p>(\[[\s\S]*\])<\/p><\/main>/.exec(html)?.[1] ?? /<p><span>(\[[\s\S]*\])<\/span><\/p><\/main>/.exec(html)?.[1]
        const decoded = found
          ?.replace(/<br>/g, '\n')
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"')
          .replace(/&#39;/g, "'")
          .replace(/&amp;/g, '&')
        expect(decoded).toBe(printable(`[${value}]`))
      }),
      { numRuns: 300 },
    )
  })

  it('never takes a name of a tag or attribute from data', () => {
    expect(() => serialize(el('p onclick', {}, 'x'))).toThrow('not a name')
    expect(() => serialize(el('p', { 'a b': 'x' }))).toThrow('not a name')
  })
})

import { describe, expect, it } from 'vitest'
import { pageBreak, paragraph } from '../../../src-main/documents/model.ts'
import { renderPreview, splitPages } from '../../../src-main/documents/preview.ts'
import { aNotice, aReport } from './samples.ts'

const petrol = '#0c5b68'

describe('page preview', () => {
  it('gives one A4 page each, with its own glyphs and nothing from outside', async () => {
    const { pages, widthPoints, heightPoints } = await renderPreview(
      aReport([paragraph('abc'), pageBreak(), paragraph('#script() <script>')]),
    )
    expect(pages).toHaveLength(2)
    expect([Math.round(widthPoints), Math.round(heightPoints)]).toEqual([595, 842])
    for (const page of pages) {
      expect(page).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
      expect(page).not.toMatch(/<script|style=|<image|href="(?!#)|<foreignObject/)
      const defined = new Set([...page.matchAll(/<symbol id="([^"]+)"/g)].map((match) => match[1]))
      const used = [...page.matchAll(/xlink:href="#([^"]+)"/g)].map((match) => match[1])
      expect(used.length).toBeGreaterThan(10)
      for (const id of used) expect(defined).toContain(id)
      expect([...page.matchAll(/<(g|symbol|svg|defs)[ >]/g)].length).toBe([...page.matchAll(/<\/(g|symbol|svg|defs)>/g)].length)
    }
  })

  it('marks what changed, and leaves the marks out for printing', async () => {
    expect((await renderPreview(aNotice())).pages[0]).toContain(petrol)
    expect((await renderPreview(aNotice(), { marks: false })).pages[0]).not.toContain(petrol)
  })

  it('is the same for the same document', async () => {
    expect((await renderPreview(aNotice())).pages).toEqual((await renderPreview(aNotice())).pages)
  })

  it('finds no page in something else', () => {
    expect(splitPages('<svg viewBox="0 0 10 10">\n</svg>').pages).toEqual([])
  })
})

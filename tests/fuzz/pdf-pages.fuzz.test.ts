// A damaged or hostile PDF gives a page or a refusal in words, never a defect, a crash or markup that could run.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageOfPdf } from '../../src-main/attachments/pdf-pages.ts'
import { AppError } from '../../src-main/core/errors.ts'
import { pdfOfPages } from '../fixtures/files.ts'

const whole = pdfOfPages(['Yksi', 'Kaksi'])
const refusals = ['pdfEncrypted', 'pdfUnreadable', 'pdfPageMissing']

test('a PDF with bytes changed, cut out or doubled', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 30 }),
      fc.tuple(fc.nat(whole.length), fc.nat(40), fc.boolean()),
      fc.integer({ min: 1, max: 3 }),
      async (changes, [at, length, double], page) => {
        const bytes = Buffer.from(whole)
        for (const [place, value] of changes) bytes[place] = value
        const piece = bytes.subarray(at, at + length)
        const given = Buffer.concat([bytes.subarray(0, at), ...(double ? [piece, piece] : []), bytes.subarray(at + length)])
        try {
          const { pages, svg } = await pageOfPdf(given, page)
          expect(pages).toBeGreaterThan(0)
          expect(svg).toMatch(/^<svg /)
          expect(svg).not.toMatch(/<script|<foreignObject|(?:href|src)="(?!#|data:image\/)/)
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          expect(refusals).toContain(error.key)
        }
      },
    ),
    { numRuns: 300 },
  )
}, 60_000)

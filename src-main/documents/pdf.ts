import { AppError } from '../core/errors.ts'
import { requireComplete, requirePrintable } from './check.ts'
import { layOut } from './engine.ts'
import type { EngineOptions } from './engine.ts'
import type { DocumentModel } from './model.ts'

/**
 * The document as PDF/A-2a: archival and tagged, with title, author, language and date, fonts embedded. Equal models give equal bytes.
 * @throws AppError `incomplete` when a value is missing, `invalid_input` (`unprintable`) when the fonts can't draw a character,
 *   `defect` when the engine refuses
 */
export async function renderPdf(model: DocumentModel, options: EngineOptions = {}): Promise<Uint8Array> {
  requireComplete(model)
  requirePrintable(model, options.fontFolder)
  return layOut(model, false, options, (compiler, document) => {
    try {
      return new Uint8Array(compiler.pdf(document, { pdfStandard: 'a-2a' }))
    } catch (error) {
      throw new AppError('defect', 'documentRefused', { cause: error })
    }
  })
}

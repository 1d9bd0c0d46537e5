// One document in the format that a file name's ending asks for.
import type { EngineOptions } from './engine.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import type { DocumentModel } from './model.ts'
import { renderPdf } from './pdf.ts'
import { renderText } from './text.ts'

export const documentFormats = ['pdf', 'html', 'txt', 'json'] as const
export type DocumentFormat = (typeof documentFormats)[number]

/** The bytes of a final document. @throws AppError `incomplete`, `invalid_input` (`unprintable`, PDF only), `defect` */
export async function renderDocument(model: DocumentModel, format: DocumentFormat, options: EngineOptions = {}): Promise<Uint8Array> {
  if (format === 'pdf') return renderPdf(model, options)
  const text = format === 'html' ? renderHtml(model) : format === 'json' ? renderJson(model) : renderText(model)
  return new TextEncoder().encode(text)
}

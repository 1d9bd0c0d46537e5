// Pages of a PDF as pictures. The engine that makes our own documents (Typst, in Rust) also draws pages of others: it runs no script, opens no
// link, reads no file of the machine, and gives an SVG of outlines and pictures. It may take long: the app does it in a thread (pdf-thread.ts).
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { AppError } from '../core/errors.ts'

// Absolute on every system the engine runs on; the folder need not exist.
const workspace = process.platform === 'win32' ? 'C:\\vastaanotto-attachments' : '/vastaanotto-attachments'
const pdfFile = path.join(workspace, 'file.pdf')
const mainFile = path.join(workspace, 'page.typ')
/** Beyond every page that a document can have here: the engine then says how many there are. */
const noPage = 1_000_000

let compiler: NodeCompiler | undefined

/** What the engine says of a PDF; its words can quote the document, so only what they mean goes on. */
function refusal(messages: readonly string[]): AppError {
  const text = messages.join(' ')
  if (/encrypted|password/i.test(text)) return new AppError('not_allowed', 'pdfEncrypted')
  if (/does not exist/.test(text)) return new AppError('not_found', 'pdfPageMissing')
  return new AppError('damaged', 'pdfUnreadable')
}

function layOut(engine: NodeCompiler, page: number): { svg: string } | { messages: string[] } {
  engine.mapShadow(mainFile, Buffer.from(`#set page(width: auto, height: auto, margin: 0pt)\n#image("file.pdf", page: ${String(page)})`))
  const { result, ...failed } = attempt(engine)
  return result ? { svg: engine.plainSvg(result) } : { messages: failed.messages }
}

function attempt(engine: NodeCompiler) {
  const compiled = engine.compile({ mainFilePath: mainFile })
  if (compiled.result) return { result: compiled.result, messages: [] }
  const error = compiled.takeError()
  const messages = (error ? engine.fetchDiagnostics(error) : []).map(({ message }: { message: string }) => message)
  return { result: null, messages }
}

export interface PdfPage {
  pages: number
  svg: string
}

/**
 * One page and how many there are. Pages count from 1.
 * @throws AppError `not_allowed` (`pdfEncrypted`), `damaged` (`pdfUnreadable`), `not_found` (`pdfPageMissing`)
 */
export async function pageOfPdf(bytes: Buffer, page: number): Promise<PdfPage> {
  await nextTurn() // what the engine made for the page before is freed between turns only
  compiler ??= NodeCompiler.create({ workspace })
  compiler.mapShadow(pdfFile, bytes)
  try {
    const counted = layOut(compiler, noPage)
    const pages = 'messages' in counted ? /only has ([0-9]+) page/.exec(counted.messages.join(' '))?.[1] : undefined
    if (pages === undefined) throw refusal('messages' in counted ? counted.messages : [])
    const shown = layOut(compiler, page)
    if ('messages' in shown) throw refusal(shown.messages)
    return { pages: Number(pages), svg: shown.svg }
  } finally {
    compiler.unmapShadow(pdfFile)
    compiler.evictCache(0)
  }
}

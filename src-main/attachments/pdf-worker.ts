// The thread that draws one page of a PDF, then ends (see [Note: PDF thread]).
import { parentPort, workerData } from 'node:worker_threads'
import { toSend } from '../core/sent-error.ts'
import { pageOfPdf } from './pdf-pages.ts'
import type { FromPdf, PdfOrder } from './pdf-thread.ts'

const port = parentPort
if (!port) throw new Error('attachments/pdf-worker.ts runs as a worker thread only')
const { bytes, page } = workerData as PdfOrder
const send = (message: FromPdf): void => port.postMessage(message)

try {
  send({ type: 'drawn', shown: await pageOfPdf(Buffer.from(bytes.buffer), page) })
} catch (error) {
  send({ type: 'failed', error: toSend(error) })
} finally {
  bytes.fill(0)
}

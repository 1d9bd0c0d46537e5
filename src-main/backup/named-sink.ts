import { createHmac } from 'node:crypto'
import { names } from './contents.ts'
import { damaged, type TarSink } from './tar.ts'

/** Passes a content on and compares it with its name at the end. @throws AppError `damaged` */
export function namedSink(namesKey: Uint8Array, content: string): TarSink {
  const hash = createHmac('sha256', namesKey)
  return {
    write: (bytes) => void hash.update(bytes),
    end() {
      if (hash.digest('hex') !== content) throw damaged(names.attachments)
    },
  }
}

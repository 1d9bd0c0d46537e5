// manifest.json of an outbox: what lies there, in the order of writing, with checksums. Its own text, no client data.
import * as z from 'zod'
import { instant, sha256 } from '../core/fields.ts'
import { documentId } from './shapes-contract.ts'

const manifestDocument = z.looseObject({
  documentId,
  setId: documentId,
  version: z.int().min(1),
  kind: z.enum(['document', 'void']),
  file: z.string().max(300),
  bytes: z.int().min(0),
  sha256,
  sequence: z.int().min(1),
  writtenAt: instant,
  /** Our own names of the signed version, so that a restored database recognises what it had written. */
  record: z.strictObject({ entryId: z.string().max(60), entryVersion: z.int().min(1) }),
})
export type ManifestDocument = z.output<typeof manifestDocument>

const manifest = z.looseObject({
  format: z.literal('vastaanotto-kanta-outbox-1'),
  outboxId: z.string().min(1).max(60),
  count: z.int().min(0),
  sequence: z.int().min(0),
  documents: z.array(manifestDocument),
})
export type Manifest = z.output<typeof manifest>

/** Null when it is not a manifest of ours, or not whole. */
export function readManifest(text: string): Manifest | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = manifest.safeParse(json)
  if (!parsed.success || parsed.data.count !== parsed.data.documents.length) return null
  const ids = new Set(parsed.data.documents.map((one) => one.documentId))
  return ids.size === parsed.data.count ? parsed.data : null
}

/** Says what the files are and what they are not. The same documents give the same bytes. */
export function manifestText(outboxId: string, documents: readonly ManifestDocument[]): string {
  const sorted = documents.toSorted((one, other) => one.sequence - other.sequence)
  return `${JSON.stringify(
    {
      format: 'vastaanotto-kanta-outbox-1',
      outboxId,
      about:
        'HL7 CDA R2 documents with the Finnish header, for the system that sends them to the Kanta services. Made by a program that is not a certified system and sends nothing.',
      signature: 'none: the system signature is made by the sending system',
      order: 'by sequence; within a setId by version',
      count: sorted.length,
      sequence: sorted.at(-1)?.sequence ?? 0,
      documents: sorted,
    },
    null,
    1,
  )}\n`
}

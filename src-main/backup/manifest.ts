// manifest.json: what the file says of itself without a key. It has a fixed length, padded with spaces, because its last values (size and
// hash of data.age) are known only when everything else is written. Reading writes it anew and compares every byte.
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { AppError } from '../core/errors.ts'
import { id, instant, sha256 } from '../core/fields.ts'
import { canonicalBytes } from '../vault/canonical.ts'
import { damaged } from './tar.ts'

export const formatName = 'vastaanotto backup'
export const formatVersion = 1
export const manifestBytes = 4096

const part = z.strictObject({ bytes: z.int().min(0), sha256 })
const body = {
  format: z.literal(formatName),
  formatVersion: z.literal(formatVersion),
  vaultId: id,
  createdAt: instant,
  appVersion: z.string().max(50),
  schemaVersion: z.int().min(1),
  logHead: z.strictObject({ number: z.int().min(0), hash: sha256 }),
  files: z.strictObject({ 'README.txt': part, 'key.age': part.nullable(), 'data.age': part }),
}
const schema = z.strictObject({ ...body, checksum: sha256 })
export type Manifest = Omit<z.output<typeof schema>, 'checksum'>

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Finds accidents, in every format version the same way: a damaged version number is not taken for a newer one. */
const checksumOf = ({ checksum: _checksum, ...rest }: Record<string, unknown>): string => sha256Of(canonicalBytes(rest))

/** Hash of everything but size and hash of data.age: kept inside data.age (outer.json), so that no other manifest fits it. */
export const manifestSeal = (manifest: Manifest): string =>
  sha256Of(canonicalBytes({ ...manifest, files: { ...manifest.files, 'data.age': null } }))

export function writeManifest({
  format,
  formatVersion: version,
  vaultId,
  createdAt,
  appVersion,
  schemaVersion,
  logHead,
  files,
}: Manifest): Buffer {
  const fixed = {
    format,
    formatVersion: version,
    vaultId,
    createdAt,
    appVersion,
    schemaVersion,
    logHead: { number: logHead.number, hash: logHead.hash },
    files: Object.fromEntries(
      (['README.txt', 'key.age', 'data.age'] as const).map((name) => [
        name,
        files[name] && { bytes: files[name].bytes, sha256: files[name].sha256 },
      ]),
    ),
  }
  const text = JSON.stringify({ ...fixed, checksum: checksumOf(fixed) }, null, 2)
  if (text.length >= manifestBytes) throw new Error('the manifest outgrew its place')
  return Buffer.from(`${text.padEnd(manifestBytes - 1, ' ')}\n`, 'utf8')
}

/** @throws AppError `damaged`, `newer` (`backupNewer`) */
export function readManifest(bytes: Uint8Array): Manifest {
  let value: Record<string, unknown>
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8')) as Record<string, unknown>
    if (checksumOf(value) !== value['checksum']) throw damaged('manifest.json')
  } catch (cause) {
    throw damaged('manifest.json', cause)
  }
  const version = value['formatVersion']
  if (value['format'] === formatName && typeof version === 'number' && version > formatVersion)
    throw new AppError('newer', 'backupNewer', { params: { version }, details: { formatVersion: version } })
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw damaged('manifest.json')
  const { checksum: _checksum, ...manifest } = parsed.data
  if (!writeManifest(manifest).equals(bytes)) throw damaged('manifest.json')
  return manifest
}

// How an attachment is said: its kind, its type, what it tells beside the picture, and a file name that is true.
import type { Attachment } from '../../src-main/attachments/contract.ts'
import { formatDate } from '../app/format.ts'
import { currentLanguage, hasText, intlLocale, t } from '../app/i18n.ts'
import { sizeWords } from '../backup/words.ts'

/** One of the suggested kinds in words, or her own word. */
export function kindText(kind: string): string {
  const key = `attachments.kind.${kind}`
  return hasText(key) ? t(key) : kind
}

const types: Readonly<Record<string, { name: string; endings: readonly string[] }>> = {
  'image/jpeg': { name: 'JPEG', endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  'image/png': { name: 'PNG', endings: ['png'] },
  'image/webp': { name: 'WebP', endings: ['webp'] },
  'image/gif': { name: 'GIF', endings: ['gif'] },
  'image/heic': { name: 'HEIC', endings: ['heic', 'heif'] },
  'application/pdf': { name: 'PDF', endings: ['pdf'] },
}
export const typeText = (mediaType: string): string => types[mediaType]?.name ?? mediaType

/** `Valokuva · JPEG · 2,4 Mt · 25.11.2026`. */
export const factsText = ({ kind, mediaType, bytes, createdAt }: Attachment): string =>
  [kindText(kind), typeText(mediaType), sizeWords(bytes), formatDate(createdAt)].join(' · ')

/** Her own words for it where there are some; the file's name is told beside them. */
export const titleOf = ({ description, fileName }: Pick<Attachment, 'description' | 'fileName'>): string =>
  description?.split('\n', 1)[0] || fileName

/** What the file tells beside its picture, as a list in words: "kuvauspaikka, kamera ja kuvausaika". */
export function metadataText(metadata: readonly string[]): string {
  const names = metadata.map((kind) => {
    const key = `attachments.metadata.${kind}`
    return hasText(key) ? t(key) : kind
  })
  return new Intl.ListFormat(intlLocale[currentLanguage()], { type: 'conjunction' }).format(names)
}

/** A name to save a copy under, with an ending that tells the truth, without what no file system takes. */
export function copyName({ fileName, mediaType }: Pick<Attachment, 'fileName' | 'mediaType'>): string {
  // oxlint-disable-next-line no-control-regex
  const name = fileName.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').slice(0, 180)
  const endings = types[mediaType]?.endings ?? []
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase()
  return ending !== undefined && endings.includes(ending) ? name : `${name}.${endings[0] ?? 'bin'}`
}

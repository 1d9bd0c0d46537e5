// The recovery sheet: the one paper that opens everything when the passphrase or the computer is gone.
import type { Language } from '../core/contract.ts'
import { qrSvg } from '../documents/codes.ts'
import { fill } from '../documents/fill.ts'
import { formatDate } from '../documents/format.ts'
import { callout, columns, image, inlines, keyGroups, list, mono, paragraph, section, steps } from '../documents/model.ts'
import type { Block, DocumentModel } from '../documents/model.ts'
import { recoveryKeyGroups } from './recovery-key.ts'
import en from './texts/recovery-sheet.en.json' with { type: 'json' }
import fi from './texts/recovery-sheet.fi.json' with { type: 'json' }
import sv from './texts/recovery-sheet.sv.json' with { type: 'json' }

const texts = { fi, sv, en } satisfies Record<Language, typeof fi>

export interface RecoverySheetData {
  /** `AGE-SECRET-KEY-1…`, canonical. It is on the page and in its QR code, and nowhere else. */
  recoveryKey: string
  /** Empty before the practice has a name (first run). */
  practiceName: string
  vaultId: string
  /** Local date. */
  date: string
  /** After a renewal: file names of backups that the previous key still opens. */
  oldCopies?: readonly string[]
}

/** So many names fit on the page; the rest are counted. */
const namesShown = 3

function oldCopies(names: readonly string[], language: Language): Block[] {
  if (names.length === 0) return []
  const words = texts[language]
  const shown = names.slice(0, namesShown).join(', ')
  const files =
    names.length <= namesShown
      ? shown
      : words.oldCopiesMore.replace('{files}', () => shown).replace('{count}', String(names.length - namesShown))
  return [callout('warning', [paragraph(fill(words.oldCopies, { files }))])]
}

/** One A4 page, in the language of its reader. The caller must not keep the model or the file longer than printing takes. */
export function recoverySheet(data: RecoverySheetData, language: Language): DocumentModel {
  const words = texts[language]
  const [prefix = '', ...groups] = recoveryKeyGroups(data.recoveryKey)
  return {
    kind: 'recoverySheet',
    layout: 'sheet',
    title: words.title,
    subtitle: words.subtitle,
    language,
    practiceName: data.practiceName,
    date: data.date,
    headRight: [
      ...(data.practiceName === '' ? [] : [inlines(data.practiceName)]),
      inlines(words.printed.replace('{date}', formatDate(data.date, language))),
    ],
    blocks: [
      columns(
        { width: 2.9, blocks: [keyGroups(prefix, groups), paragraph(`${words.vaultId} `, mono(data.vaultId))] },
        // Level M: a crease or a stain of 15 % still reads. 40 mm gives modules of about 1 mm, which a phone reads off paper.
        { width: 1, blocks: [image({ format: 'svg', data: qrSvg(data.recoveryKey, 'M'), alt: words.qr, widthMillimetres: 40 })] },
      ),
      ...oldCopies(data.oldCopies ?? [], language),
      section('opens', words.opensTitle, [list(words.opens)]),
      section('use', words.useTitle, [steps(words.use)]),
      section('hand', words.handTitle, [
        paragraph(words.hand),
        paragraph(mono(`tar xf ${words.backupFile}\nage -d -i ${words.keyFile} data.age | zstd -d | tar x`)),
        paragraph(words.handAfter),
      ]),
      section('keep', words.keepTitle, [list(words.keep)]),
      section('estate', words.estateTitle, [paragraph(words.estate)]),
    ],
  }
}

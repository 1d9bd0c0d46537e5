// The certificate of the yearly restore: one page that says what was proved, with what, when and by whom. It holds no client data.
import type { Language } from '../core/contract.ts'
import { fill } from '../documents/fill.ts'
import { formatDate, formatInstant } from '../documents/format.ts'
import { callout, inlines, keyValues, mono, paragraph, section, small, strong, table } from '../documents/model.ts'
import type { Block, DocumentModel, Inline } from '../documents/model.ts'
import type { DrillRow } from './drill-records.ts'
import { localDateOf } from './keep.ts'
import type { BackupCheck } from './shapes-contract.ts'
import en from './texts/certificate.en.json' with { type: 'json' }
import fi from './texts/certificate.fi.json' with { type: 'json' }
import sv from './texts/certificate.sv.json' with { type: 'json' }

const texts = { fi, sv, en } satisfies Record<Language, typeof fi>
const localeOf: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }

const megabytes = (bytes: number, language: Language): string =>
  new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: bytes < 10_000_000 ? 2 : 0 }).format(bytes / 1_000_000)
const number = (value: number, language: Language): string => new Intl.NumberFormat(localeOf[language]).format(value)

/** The parts inside are counted in the layout's row. */
const shown = (checks: readonly BackupCheck[]): BackupCheck[] => checks.filter(({ name, ok }) => name !== 'contents' || !ok)

/** A hash in groups of eight, so that it can be compared by eye. */
const grouped = (hash: string): string => hash.match(/.{1,8}/g)!.join(' ')

function resultBlock(drill: DrillRow, language: Language, answer: string | Inline[]): Block {
  const words = texts[language]
  const when = formatDate(localDateOf(drill.at, drill.facts.timeZone), language)
  if (!drill.ok) return callout('warning', [paragraph(fill(words.failed, { date: when })), paragraph(answer)], words.failedTitle)
  return callout(
    'note',
    [paragraph(fill(words.proved, { date: when, opener: words.openers[drill.openedWith] })), paragraph(answer)],
    words.provedTitle,
  )
}

/** @param nextDue local date */
export function drillCertificate(drill: DrillRow, language: Language, nextDue: string): DocumentModel {
  const words = texts[language]
  const { facts } = drill
  const instant = (at: string): string => formatInstant(at, language, facts.timeZone)
  const answer =
    facts.right === null
      ? words.answerOpen
      : fill(facts.right ? words.answerYes : words.answerNo, {
          name: drill.confirmedBy ?? '',
          at: drill.confirmedAt ? instant(drill.confirmedAt) : '',
        })
  return {
    kind: 'drillCertificate',
    layout: 'report',
    title: words.title,
    subtitle: words.subtitle,
    language,
    audience: 'internal',
    practiceName: facts.practice,
    date: localDateOf(drill.at, facts.timeZone),
    headRight: [...(facts.practice === '' ? [] : [inlines(facts.practice)]), inlines(instant(drill.at))],
    blocks: [
      resultBlock(drill, language, answer),
      section('what', words.whatTitle, [
        keyValues([
          { label: words.file, value: mono(drill.fileName) },
          { label: words.place, value: facts.place ?? words.placeUnknown },
          {
            label: words.made,
            value: fill(words.madeValue, { at: instant(drill.backupCreatedAt), megabytes: megabytes(facts.fileBytes, language) }),
          },
          { label: words.sha256, value: mono(grouped(drill.sha256)) },
          { label: words.vaultId, value: mono(facts.vaultId) },
          { label: words.openedWith, value: strong(words.openers[drill.openedWith]) },
          {
            label: words.who,
            value: fill(words.whoValue, { name: drill.userName, at: instant(drill.at), seconds: String(facts.seconds) }),
          },
        ]),
      ]),
      section('checks', words.checksTitle, [
        table(
          [
            { title: words.checkColumn, width: 3.4 },
            { title: words.countColumn, width: 1, align: 'right' },
            { title: words.resultColumn, width: 1.2 },
          ],
          shown(facts.checks).map(({ name, ok, count }) => [
            words.checks[name],
            count === null ? '–' : number(count, language),
            ok ? words.ok : strong(words.notOk),
          ]),
          { dense: true },
        ),
        small(
          fill(words.totals, {
            clients: number(facts.clients, language),
            rows: number(facts.rows, language),
            files: number(facts.attachments.files, language),
          }),
        ),
      ]),
      section('means', words.meansTitle, [
        small(words.means.join(' ')),
        paragraph(fill(words.next, { date: formatDate(nextDue, language) })),
        small(fill(words.anchor, { number: number(facts.anchor.number, language), hash: mono(facts.anchor.hash) })),
        small(
          fill(words.backupAnchor, { number: number(facts.backupHead.number, language), hash: mono(facts.backupHead.hash) }),
          ' ',
          fill(words.version, { app: facts.appVersion, format: String(facts.formatVersion) }),
        ),
      ]),
    ],
  }
}

// Sections 11 and 12: how long data are kept, and how they are protected.
import { fact, list as bullets, paragraph, table, type Block } from '../../documents/model.ts'
import { date, ended, printed, setting, t, w, yes, type Page, type SectionBuilders } from '../page.ts'
import type { Claim } from '../provider.ts'
import { retentionClass } from '../retention-table.ts'
import { say, sentences } from '../texts.ts'

/** A class's three cells: what, how long, source. */
export function retentionCells(page: Pick<Page, 'language' | 'sheet'>, id: string) {
  const { is } = page.sheet
  const values = { patient: yes(is.patient), billing: yes(is.billing || is.patient), marketing: yes(is.marketing) }
  const text = (part: string) =>
    say(page.language, `retention.${id}.${part}`, values)
      .map((run) => run.text)
      .join('')
  return [fact(`retention.${id}`, text('what')), fact(`retention.${id}.period`, text('period')), text('source')] as const
}

export const keepingSections: SectionBuilders = {
  retention: (page) => [
    paragraph(sentences(t(page, 'retention.intro'), page.sheet.is.patient ? t(page, 'retention.closing') : [])),
    table(
      [
        { title: w(page, 'retention.columnWhat'), width: 11 },
        { title: w(page, 'retention.columnPeriod'), width: 10 },
        { title: w(page, 'retention.columnSource'), width: 8 },
      ],
      page.sheet.retention
        .filter(({ id }) => !retentionClass(id)?.internalOnly)
        .map(({ id }) => retentionCells(page, id).map((cell) => (typeof cell === 'string' ? cell : [cell]))),
      { rowHeaders: true, dense: true },
    ),
  ],

  protection: (page) => {
    const { sheet } = page
    const proved = new Set<Claim>(sheet.claims)
    const claim = (id: Claim, key: string, values: Record<string, number> = {}) => {
      const runs = t(page, `protection.${key}`, values)
      return [fact(`claims.${id}`, runs.map((run) => run.text).join(''))]
    }
    const both = proved.has('encrypted') && proved.has('backups')
    const blocks: Block[] = [
      paragraph(
        sentences(
          sheet.is.patient ? t(page, 'protection.secrecy') : [],
          both ? claim('encrypted', 'encryptedBackups') : [],
          !both && proved.has('encrypted') ? claim('encrypted', 'encrypted') : [],
          !both && proved.has('backups') ? claim('backups', 'backups') : [],
          proved.has('drill') ? claim('drill', 'drill') : [],
          proved.has('accounts') ? claim('accounts', 'accounts') : [],
          proved.has('roles') ? claim('roles', 'roles') : [],
          proved.has('autoLock') && sheet.autoLockMinutes !== null ? claim('autoLock', 'autoLock', { minutes: sheet.autoLockMinutes }) : [],
          proved.has('log') ? claim('log', 'log') : [],
          proved.has('offline') ? claim('offline', 'offline') : [],
        ),
      ),
    ]
    const stated = (sheet.settings.processors ?? []).flatMap((row, index) =>
      (row.statedSecurity ?? []).map((said, which) => {
        const base = `processors.${index}.statedSecurity.${which}`
        return t(page, 'protection.stated', {
          name: setting(page, `processors.${index}.name`),
          date: date(page, `${base}.statedOn`, said.statedOn),
          claim: ended(printed(page, `${base}.claim`, said.claim)),
        })
      }),
    )
    if (stated.length > 0) blocks.push(bullets(stated))
    blocks.push(paragraph(sentences(t(page, 'protection.breach'), sheet.is.clientLogin ? t(page, 'protection.password') : [])))
    return blocks
  },
}

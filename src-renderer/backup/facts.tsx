// Three facts: the newest copy, the newest one elsewhere, the last proof. One of them is amber when it waits for her.
import { Check, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { backupContract } from '../../src-main/backup/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { daysSince, whenWords } from './words.ts'
import { useDrill } from './drill-state.ts'

export type Status = OutputOf<typeof backupContract.status>

function Fact({ label, value, note, tone }: { label: string; value: string; note: ReactNode; tone: 'ok' | 'warning' | 'plain' }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong>{value}</strong>
        <span className={tone === 'warning' ? 'tone-warning' : 'muted'}>
          {tone === 'ok' ? (
            <Check className="icon-s tone-success" aria-hidden="true" />
          ) : tone === 'warning' ? (
            <TriangleAlert className="icon-s" aria-hidden="true" />
          ) : null}
          {note}
        </span>
      </dd>
    </div>
  )
}

export function Facts({ status }: { status: Status }) {
  const { t } = useI18n()
  const drill = useDrill()
  const days = status.last ? daysSince(status.last.at) : 0
  const elsewhere = status.places.filter((place) => place.schedule === 'weekly')
  const late = elsewhere.find((place) => place.due)
  const elsewhereDays = status.lastElsewhere ? daysSince(status.lastElsewhere.at) : 0
  const elsewhereNote = () => {
    if (elsewhere.length === 0) return t('backup.noSecondPlace')
    if (!late) return t('backup.checkedReadBack')
    const values = { days: elsewhereDays, label: late.label }
    if (status.lastElsewhere === null) return t(late.connected ? 'backup.firstCopyDue' : 'backup.firstCopyConnect', values)
    return t(late.connected ? 'backup.daysOldDue' : 'backup.daysOldConnect', values)
  }
  return (
    <dl className="backup-facts">
      <Fact
        label={t('backup.lastCopy')}
        value={status.last ? whenWords(status.last.at) : t('backup.none')}
        tone={!status.last || days > 1 ? 'warning' : 'ok'}
        note={!status.last ? t('backup.noneYet') : days > 1 ? t('backup.daysOld', { days }) : t('backup.checkedReadBack')}
      />
      <Fact
        label={t('backup.elsewhere')}
        value={status.lastElsewhere ? whenWords(status.lastElsewhere.at) : t('backup.none')}
        tone={elsewhere.length === 0 || late ? 'warning' : 'ok'}
        note={elsewhereNote()}
      />
      <Fact
        label={t('backup.provedByRestoring')}
        value={status.lastDrill?.ok ? formatDate(status.lastDrill.at) : t('backup.notYet')}
        tone={
          drill.phase === 'running' || drill.phase === 'question'
            ? 'plain'
            : status.drillDue || (status.lastDrill && !(status.lastDrill.ok && status.lastDrill.confirmed))
              ? 'warning'
              : status.lastDrill
                ? 'ok'
                : 'plain'
        }
        note={
          drill.phase === 'running' || drill.phase === 'question'
            ? t('backup.drillRunning')
            : status.lastDrill?.ok && !status.lastDrill.confirmed
              ? t('backup.drillUnconfirmed')
              : status.lastDrill && !status.lastDrill.ok
                ? t('backup.lastDrillFailed', { date: formatDate(status.lastDrill.at) })
                : status.drillDue
                  ? t('backup.drillDueNow')
                  : status.nextDrillDue
                    ? t('backup.drillDueBy', { date: formatDate(status.nextDrillDue) })
                    : t('backup.drillAfterFirst')
        }
      />
    </dl>
  )
}

// What waits of the copies: a place to copy to, a copy that is late, a drill. Notes on Today, never in the way of work.
import { DatabaseBackup, HardDrive, TriangleAlert } from 'lucide-react'
import type { backupContract } from '../../src-main/backup/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { formatDate } from './format.ts'
import type { t as translate } from './i18n.ts'
import { go } from './routes.ts'
import type { ToDo } from './to-do.ts'

type Status = OutputOf<typeof backupContract.status>

/** @param restored a restored practice that is not in use yet makes no copies of its own */
export function backupToDo(t: typeof translate, status: Status, restored: boolean): ToDo[] {
  if (restored) return []
  const shared = { place: 'backups' as const, open: () => go('backups') }
  const list: ToDo[] = []
  const { lastFailure, last } = status
  if (lastFailure && (!last || lastFailure.at > last.at)) {
    list.push({
      ...shared,
      id: 'backupFailed',
      icon: TriangleAlert,
      tone: 'danger',
      title: t('today.backupFailed'),
      detail: lastFailure.message,
      action: t('today.backupAction'),
    })
  }
  if (status.places.length === 0) {
    list.push({
      ...shared,
      id: 'backupNone',
      icon: HardDrive,
      tone: 'warning',
      title: t('today.backupNone'),
      detail: t('today.backupNoneDetail'),
      action: t('today.backupNoneAction'),
    })
  }
  for (const place of status.places.filter((each) => each.overdueDays > 0)) {
    list.push({
      ...shared,
      id: `backupLate.${place.folderId}`,
      icon: HardDrive,
      tone: 'warning',
      title: t('today.backupLate', { place: place.label }),
      detail: t(place.connected ? 'today.backupLateDetail' : 'today.backupConnect', { days: place.overdueDays }),
      action: t('today.backupAction'),
    })
  }
  if (status.drillDue) {
    list.push({
      ...shared,
      id: 'drill',
      icon: DatabaseBackup,
      tone: 'muted',
      title: t('today.drill'),
      detail: status.lastDrill ? t('today.drillDue', { date: formatDate(status.lastDrill.at) }) : t('today.drillFirst'),
      action: t('today.drillAction'),
    })
  }
  return list
}

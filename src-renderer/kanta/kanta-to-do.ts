// What waits of the archive: rejected documents first, a restored queue that asks, then those that wait for an export.
import { CircleAlert, FolderOutput, GitCompareArrows } from 'lucide-react'
import type { t as translate } from '../app/i18n.ts'
import { go } from '../app/routes.ts'
import type { ToDo } from '../app/to-do.ts'
import type { Status } from './state-words.ts'

export function kantaToDo(t: typeof translate, status: Status): ToDo[] {
  if (!status.inUse || !status.live) return []
  const rejected = status.counts.rejected ?? 0
  const pending = status.counts.pending ?? 0
  const list: ToDo[] = []
  if (rejected > 0)
    list.push({
      id: 'kantaRejected',
      place: 'kanta',
      count: rejected,
      icon: CircleAlert,
      tone: 'danger',
      title: t('today.kantaRejected', { count: rejected }),
      detail: t('today.kantaRejectedDetail'),
      action: t('today.kantaAction'),
      open: () => go('kanta', { state: 'rejected' }),
    })
  if (status.restored)
    list.push({
      id: 'kantaRestored',
      place: 'kanta',
      icon: GitCompareArrows,
      tone: 'warning',
      title: t('today.kantaRestored'),
      detail: t('today.kantaRestoredDetail'),
      action: t('today.kantaAction'),
      open: () => go('kanta', {}),
    })
  if (pending > 0)
    list.push({
      id: 'kantaPending',
      place: 'kanta',
      count: pending,
      icon: FolderOutput,
      tone: 'muted',
      title: t('today.kantaPending', { count: pending }),
      detail: t(status.problems.some(({ blocks }) => blocks) ? 'today.kantaBlockedDetail' : 'today.kantaPendingDetail'),
      action: t('today.kantaAction'),
      open: () => go('kanta', { state: 'pending' }),
    })
  return list
}

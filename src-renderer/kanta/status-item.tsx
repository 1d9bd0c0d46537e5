// The export goes on in the status bar when she leaves its page.
import { FolderOutput } from 'lucide-react'
import { useEffect } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useI18n } from '../app/i18n.ts'
import { go, useRoute } from '../app/routes.ts'
import { forgetExport, hearKantaProgress, useExport } from './export-work.ts'

export function KantaStatus() {
  const { t } = useI18n()
  const work = useExport()
  const onPage = useRoute().page === 'kanta'
  useEffect(
    () =>
      window.practice.subscribe((event) => {
        if (event.type === 'progress') hearKantaProgress(event)
        else if (event.type === 'locked') forgetExport()
      }),
    [],
  )
  if (work.phase === 'none' || onPage) return null
  return (
    <AriaButton className="status-button" onPress={() => go('kanta')}>
      <FolderOutput className="icon-s tone-accent" aria-hidden="true" />
      {work.phase === 'running' && work.total > 0
        ? t('kanta.statusRunning', { done: work.done, total: work.total })
        : t(work.phase === 'running' ? 'kanta.exporting' : work.phase === 'done' ? 'kanta.statusDone' : 'kanta.statusAsks')}
    </AriaButton>
  )
}

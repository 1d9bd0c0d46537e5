// What a document lacks, each with the way to the place where it is mended.
import { CircleAlert, Info } from 'lucide-react'
import type { kantaContract } from '../../src-main/kanta/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { go } from '../app/routes.ts'
import { useVaultState } from '../app/session.ts'
import { Row, Rows, SectionHeading } from '../components/content.tsx'
import { sectionOf } from '../settings/sections.ts'

type Problem = OutputOf<typeof kantaContract.preview>['problems'][number]

/** Where a problem's path (`client.hetu`, `settings.practice.name`, `visit.end`) is mended; undefined when it is on this page. */
function mend(path: string, ids: { clientId: string; entryId: string }, isOwner: boolean): (() => void) | undefined {
  const [what, ...rest] = path.split('.')
  const field = rest.join('.')
  if (what === 'settings') return () => go('settings', { section: sectionOf(field), field })
  if (what === 'client') return () => go('editClient', { id: ids.clientId })
  if (what === 'author') return isOwner ? () => go('settings', { section: 'practitioner' }) : undefined
  return () => go('note', { entryId: ids.entryId })
}

export function ProblemList({
  problems,
  clientId,
  entryId,
  inNote,
}: {
  problems: readonly Problem[]
  clientId: string
  entryId: string
  /** Shown in the note itself: what is mended there leads nowhere. */
  inNote?: boolean
}) {
  const { t } = useI18n()
  const isOwner = useVaultState().data?.user?.role === 'owner'
  if (problems.length === 0) return null
  return (
    <section>
      {inNote ? null : <SectionHeading count={problems.length}>{t('kanta.problems')}</SectionHeading>}
      <Rows label={t('kanta.problems')}>
        {problems.map(({ path, code, message, blocks }) => {
          const here = inNote === true && (path.startsWith('entry.') || path.startsWith('visit.'))
          const open = here ? undefined : mend(path, { clientId, entryId }, isOwner)
          return (
            <Row
              key={`${path} ${code} ${message}`}
              icon={blocks ? CircleAlert : Info}
              tone={blocks ? 'danger' : 'muted'}
              title={message}
              detail={t(blocks ? 'kanta.blocks' : 'kanta.onlyTold')}
              {...(open ? { onPress: open } : {})}
            />
          )
        })}
      </Rows>
    </section>
  )
}

// The last signed note beside the new one, and the ones before it.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Heading } from '../../src-main/treatment/content-contract.ts'
import type { Entry } from '../../src-main/treatment/contract.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { IconButton } from '../components/button.tsx'
import { SectionHeading } from '../components/content.tsx'
import { EntryText } from './entry-text.tsx'

export function EarlierNotes({ entries, onCopy }: { entries: readonly Entry[]; onCopy?(heading: Heading, from: Entry): void }) {
  const { t } = useI18n()
  const [at, setAt] = useState(0)
  const entry = entries[at]
  return (
    <section aria-label={t('treatment.earlier')}>
      <SectionHeading
        actions={
          entries.length > 1 ? (
            <>
              <IconButton
                icon={ChevronLeft}
                label={t('treatment.older')}
                isDisabled={at >= entries.length - 1}
                onPress={() => setAt(at + 1)}
              />
              <IconButton icon={ChevronRight} label={t('treatment.newer')} isDisabled={at === 0} onPress={() => setAt(at - 1)} />
            </>
          ) : null
        }
      >
        {entry ? formatDate(entry.visitStartedAt) : t('treatment.earlier')}
      </SectionHeading>
      {entry ? (
        <>
          <p className="muted">{[t(`clients.entryKind.${entry.kind}`), t(`treatment.state.${entry.state}`)].join(', ')}</p>
          <EntryText entry={entry} {...(onCopy ? { onCopy: (heading) => onCopy(heading, entry) } : {})} />
        </>
      ) : (
        <p className="muted">{t('treatment.noEarlier')}</p>
      )}
    </section>
  )
}

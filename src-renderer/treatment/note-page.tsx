// The note of a visit: a draft to write, a signed one to read, or a correction of it.
import { useState } from 'react'
import type { Purpose } from '../../src-main/core/contract.ts'
import { useI18n } from '../app/i18n.ts'
import { goBack, type Routes } from '../app/routes.ts'
import { useVaultState } from '../app/session.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading, PageHeader } from '../components/content.tsx'
import { ChartView } from '../body-chart/chart-view.tsx'
import { AmendNote } from './amend-note.tsx'
import { DraftNote } from './draft-note.tsx'
import { EarlierNotes } from './earlier-notes.tsx'
import { EntryText } from './entry-text.tsx'
import { NoteFrame } from './note-frame.tsx'
import { PurposePanel } from './purpose-panel.tsx'
import { useRecord } from './record.ts'
import { SignedNote } from './signed-note.tsx'

export function NotePage({ params }: { params: Routes['note'] }) {
  const { t } = useI18n()
  const user = useVaultState().data?.user
  const [purpose, setPurpose] = useState<Purpose>()
  const [amending, setAmending] = useState(params.amending ?? false)
  const { record, error, reading, reload } = useRecord(params, purpose)
  if (error?.code === 'purpose_required') return <PurposePanel onPurpose={setPurpose} />
  if (error || !record || !user)
    return (
      <div className="page">
        <PageHeader title={t('treatment.title')} back />
        <div className="page-body">
          {error ? (
            <Callout tone="danger" alert actions={<Button onPress={goBack}>{t('common.back')}</Button>}>
              {error.message}
            </Callout>
          ) : (
            <Loading />
          )}
        </div>
      </div>
    )
  const { entry, versions, earlier } = record
  if (entry && versions.length > 0) {
    const done = () => {
      setAmending(false)
      reload()
    }
    return amending && entry.state !== 'voided' ? (
      <AmendNote key={reading} record={record} onDone={done} />
    ) : (
      <SignedNote key={reading} record={record} onAmend={() => setAmending(true)} onReload={reload} />
    )
  }
  // A draft is written and signed by who began it, or by the owner; others may read it.
  if (entry && entry.author.userId !== user.id && user.role !== 'owner')
    return (
      <NoteFrame
        record={record}
        actions={null}
        state={t('treatment.state.draft')}
        aside={<EarlierNotes entries={earlier} />}
        chart={<ChartView chart={entry.bodyChart} />}
      >
        <EntryText entry={entry} />
      </NoteFrame>
    )
  return <DraftNote key={reading} record={record} onReload={reload} />
}

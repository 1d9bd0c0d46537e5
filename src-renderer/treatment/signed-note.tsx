// A signed note: only to read, every version of it; corrected or voided with a reason.
import { Ban, FilePen, FilePlus } from 'lucide-react'
import { useState } from 'react'
import type { Entry } from '../../src-main/treatment/contract.ts'
import { useActions } from '../app/actions.ts'
import { formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { go } from '../app/routes.ts'
import { Button } from '../components/button.tsx'
import { Callout, SectionHeading } from '../components/content.tsx'
import { Menu } from '../components/menu.tsx'
import { Select } from '../components/select.tsx'
import { KantaDecision } from '../kanta/in-note.tsx'
import { ChartView } from '../body-chart/chart-view.tsx'
import { usePrint } from '../record-print/use-print.tsx'
import { EarlierNotes } from './earlier-notes.tsx'
import { EntryText } from './entry-text.tsx'
import { NoteFrame } from './note-frame.tsx'
import type { NoteRecord } from './record.ts'
import { VersionDiff } from './version-diff.tsx'
import { VoidDialog } from './void-dialog.tsx'

/** What the version was: the first is the signed one, the last of a voided entry voided it, the others corrected it. */
const stateOf = (entry: Entry) =>
  entry.version === 1 ? 'signed' : entry.state === 'voided' && entry.version === entry.newestVersion ? 'voided' : 'amended'

export function SignedNote({ record, onAmend, onReload }: { record: NoteRecord; onAmend(): void; onReload(): void }) {
  const { t } = useI18n()
  const { versions, earlier } = record
  const newest = versions.at(-1)!
  const [chosen, setChosen] = useState(newest.version)
  const [against, setAgainst] = useState('none')
  const [voiding, setVoiding] = useState(false)
  const shown = versions.find(({ version }) => version === chosen) ?? newest
  const isVoided = newest.state === 'voided'
  const timeOf = (entry: Entry) => formatDateTime(entry.signedAt ?? entry.createdAt)
  const nameOf = (entry: Entry) =>
    t('treatment.versionName', { number: entry.version, state: t(`treatment.state.${stateOf(entry)}`), time: timeOf(entry) })
  const compared = versions.find(({ version }) => String(version) === against && version !== shown.version)
  const print = usePrint({ clientId: newest.clientId, visitId: newest.visitId, entryId: newest.entryId }, record.purpose)
  const another = () => go('note', { visitId: newest.visitId, besides: record.newestOfVisit ?? newest.entryId })
  const anotherEntry = { id: 'another', label: t('treatment.another'), icon: FilePlus, onAction: another }
  const anotherAction = { id: 'anotherEntry', label: 'treatment.another', icon: FilePlus, section: 'actions', run: another } as const
  useActions(
    isVoided
      ? [anotherAction]
      : [
          anotherAction,
          { id: 'primary', label: 'treatment.amend', keys: 'mod+enter', icon: FilePen, section: 'actions', run: onAmend },
          { id: 'voidEntry', label: 'treatment.void', icon: Ban, section: 'actions', run: () => setVoiding(true) },
        ],
  )
  return (
    <NoteFrame
      record={record}
      state={t(`treatment.state.${newest.state}`)}
      actions={
        isVoided ? (
          <Menu label={t('treatment.more')} entries={[print.entry, anotherEntry]} />
        ) : (
          <>
            <Button variant="primary" icon={FilePen} keys="mod+enter" onPress={onAmend}>
              {t('treatment.amend')}
            </Button>
            <Menu
              label={t('treatment.more')}
              entries={[
                print.entry,
                anotherEntry,
                '-',
                { id: 'void', label: t('treatment.void'), icon: Ban, variant: 'danger', onAction: () => setVoiding(true) },
              ]}
            />
          </>
        )
      }
      aside={<EarlierNotes entries={earlier} />}
      chart={
        <section aria-label={t('treatment.bodyChart')}>
          <SectionHeading>{t('treatment.bodyChart')}</SectionHeading>
          <ChartView chart={shown.bodyChart} />
        </section>
      }
    >
      {isVoided ? <Callout tone="warning">{t('treatment.voidedNote')}</Callout> : null}
      {shown.intact ? null : (
        <Callout tone="danger" alert>
          {t('treatment.notIntact')}
        </Callout>
      )}
      {versions.length > 1 ? (
        <div className="note-fields">
          <Select
            label={t('treatment.version')}
            value={String(shown.version)}
            options={versions.toReversed().map((entry) => ({
              value: String(entry.version),
              label: nameOf(entry),
            }))}
            onChange={(version) => setChosen(Number(version))}
          />
          <Select
            label={t('treatment.diff.compare')}
            value={compared ? against : 'none'}
            options={[
              { value: 'none', label: t('treatment.diff.none') },
              ...versions
                .filter(({ version }) => version !== shown.version)
                .toReversed()
                .map((entry) => ({ value: String(entry.version), label: nameOf(entry) })),
            ]}
            onChange={setAgainst}
          />
        </div>
      ) : null}
      {shown.version === newest.version ? null : <Callout>{t('treatment.oldVersion')}</Callout>}
      {shown.reason ? <p>{t('treatment.reason', { reason: shown.reason })}</p> : null}
      {compared ? (
        <VersionDiff
          before={compared.version < shown.version ? compared : shown}
          after={compared.version < shown.version ? shown : compared}
          titleOf={nameOf}
        />
      ) : (
        <EntryText entry={shown} />
      )}
      <p className="muted">
        {t('treatment.signedBy', { name: [shown.author.name, shown.author.title].filter(Boolean).join(', '), time: timeOf(shown) })}
        {shown.recorder ? `. ${t('treatment.recorder', { name: shown.recorder.name })}` : null}
      </p>
      <KantaDecision entryId={newest.entryId} />
      {print.dialog}
      {voiding ? (
        <VoidDialog
          entry={newest}
          onClose={() => setVoiding(false)}
          onVoided={() => {
            setVoiding(false)
            onReload()
          }}
        />
      ) : null}
    </NoteFrame>
  )
}

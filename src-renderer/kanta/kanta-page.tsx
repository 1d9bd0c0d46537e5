// The export queue: what waits, what was answered, and the way out to a folder and back.
import { FileInput, FolderOpen, FolderOutput, Info, Settings, Users } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { kantaContract } from '../../src-main/kanta/contract.ts'
import { settingsContract } from '../../src-main/settings/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { useActions } from '../app/actions.ts'
import { call } from '../app/api.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { go, type Routes } from '../app/routes.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Callout, EmptyState, Loading, PageHeader, Row } from '../components/content.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import { Menu } from '../components/menu.tsx'
import { sectionOf } from '../settings/sections.ts'
import { AboutExport } from './about-export.tsx'
import { AnswersDialog } from './answers-dialog.tsx'
import { ExportPanel } from './export-panel.tsx'
import { runExport, useExport } from './export-work.ts'
import { useQueueList } from './queue-list.ts'
import { QueueTable } from './queue-table.tsx'
import { type QueueState, shownStates, type Status } from './state-words.ts'
import './kanta.css'

export function KantaPage({ params }: { params: Routes['kanta'] }) {
  const { t } = useI18n()
  const status = useMethod(kantaContract.status, {}, { fresh: true, keep: true })
  const settings = useMethod(settingsContract.get, {})
  if (status.error)
    return (
      <div className="page">
        <PageHeader title={t('app.kanta')} />
        <div className="page-body">
          <Callout tone="danger" alert>
            {status.error.message}
          </Callout>
        </div>
      </div>
    )
  if (!status.data || !settings.data)
    return (
      <div className="page">
        <PageHeader title={t('app.kanta')} />
        <div className="page-body">
          <Loading />
        </div>
      </div>
    )
  const total = shownStates.reduce((sum, state) => sum + (status.data.counts[state] ?? 0), 0)
  const everWritten = (['exported', 'accepted', 'rejected'] as const).some((state) => (status.data.counts[state] ?? 0) > 0)
  if (!status.data.inUse && !everWritten)
    return <NotInUse location={settings.data.patientRecord?.location} withheld={status.data.counts.withheld ?? 0} />
  return <Queue params={params} status={status.data} total={total} />
}

function NotInUse({ location, withheld }: { location: 'kanta' | 'this-app' | 'other-system' | 'paper' | undefined; withheld: number }) {
  const { t } = useI18n()
  const [about, setAbout] = useState(false)
  return (
    <div className="page">
      <PageHeader title={t('app.kanta')} />
      <div className="page-body">
        <EmptyState
          title={t('kanta.notInUse')}
          text={`${location === undefined ? t('kanta.recordUndecided') : t('kanta.recordElsewhere', { place: t(`first-run.record.${location}`) })} ${t('kanta.notInUseText', { count: withheld })}`}
        >
          <Row
            icon={Settings}
            title={t('kanta.openRecordSettings')}
            detail={t('kanta.openRecordSettingsText')}
            onPress={() => go('settings', { section: 'patientRecord' })}
          />
          <Row icon={Info} title={t('kanta.about')} detail={t('kanta.aboutText')} onPress={() => setAbout(true)} />
        </EmptyState>
      </div>
      {about ? <AboutExport status={null} onClose={() => setAbout(false)} /> : null}
    </div>
  )
}

/** Rejected ones first, then those that wait, else whatever there is. */
const firstState = (status: Status): QueueState => shownStates.find((state) => (status.counts[state] ?? 0) > 0) ?? 'pending'

function Queue({ params, status, total }: { params: Routes['kanta']; status: Status; total: number }) {
  const { t } = useI18n()
  const work = useExport()
  const [chosen, setChosen] = useState<QueueState | null>(params.state ?? null)
  const state = chosen ?? firstState(status)
  const list = useQueueList(state, status.counts[state] ?? 0)
  const [answers, setAnswers] = useState<readonly string[] | null>(null)
  const [about, setAbout] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const startIndex = useRef(params.state === state ? (params.index ?? 0) : 0)
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (work.phase !== 'none') panel.current?.scrollIntoView({ block: 'nearest' })
  }, [work.phase])
  const last = status.outboxes[0]
  const chooseFolder = () => {
    call(shellContract.chooseFolder, {})
      .then(({ path }) => (path ? runExport(path) : undefined))
      .catch(setFailure)
  }
  const startExport = () => {
    if (last) runExport(last.path).catch(setFailure)
    else chooseFolder()
  }
  const readAnswers = () => {
    call(shellContract.chooseFile, { kinds: ['any'], multiple: true }).then(({ paths }) => {
      if (paths.length > 0) setAnswers(paths)
    }, setFailure)
  }
  useActions([
    { id: 'primary', label: 'kanta.export', keys: 'mod+enter', icon: FolderOutput, section: 'actions', run: startExport },
    { id: 'kantaFolder', label: 'kanta.exportOther', icon: FolderOpen, section: 'actions', run: chooseFolder },
    { id: 'kantaAnswers', label: 'kanta.readAnswers', icon: FileInput, section: 'actions', run: readAnswers },
    { id: 'kantaAbout', label: 'kanta.about', icon: Info, section: 'actions', run: () => setAbout(true) },
  ])
  return (
    <div className="page page-fill">
      <PageHeader
        title={t('app.kanta')}
        fact={last ? t('kanta.toFolder', { folder: last.path.split(/[\\/]/).at(-1) ?? last.path }) : undefined}
        actions={
          <>
            <Button icon={FileInput} onPress={readAnswers}>
              {t('kanta.readAnswers')}
            </Button>
            <Button
              variant="primary"
              icon={FolderOutput}
              keys="mod+enter"
              busy={work.phase === 'running'}
              busyLabel={t('kanta.exporting')}
              onPress={startExport}
            >
              {t('kanta.export')}
            </Button>
            <Menu
              label={t('kanta.more')}
              entries={[
                { id: 'other', label: t('kanta.exportOther'), icon: FolderOpen, onAction: chooseFolder },
                { id: 'settings', label: t('kanta.settings'), icon: Settings, onAction: () => go('settings', { section: 'kanta' }) },
                { id: 'about', label: t('kanta.about'), icon: Info, onAction: () => setAbout(true) },
              ]}
            />
          </>
        }
      />
      <div className="kanta-top" ref={panel}>
        <p className="muted">
          {t('kanta.writesFiles')} <LinkButton onPress={() => setAbout(true)}>{t('kanta.about')}</LinkButton>
        </p>
        <Notices status={status} />
        <ExportPanel onOtherFolder={chooseFolder} />
      </div>
      <div className="kanta-tabs">
        <ToggleButtonGroup
          aria-label={t('kanta.show')}
          className="pills"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[state]}
          onSelectionChange={(keys) => {
            startIndex.current = 0
            setChosen([...keys][0] as QueueState)
          }}
        >
          {shownStates.map((each) => (
            <ToggleButton key={each} id={each} className="pill">
              {t(`kanta.states.${each}`)} <span className="kanta-count">{status.counts[each] ?? 0}</span>
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {list.error ? (
        <div className="page-body">
          <Callout tone="danger" alert>
            {list.error.message}
          </Callout>
        </div>
      ) : !list.ready ? (
        <div className="page-body">
          <Loading />
        </div>
      ) : list.count === 0 ? (
        <div className="page-body">
          <NothingHere state={state} total={total} />
        </div>
      ) : (
        <QueueTable
          key={state}
          state={state}
          list={list}
          initialIndex={startIndex.current}
          onOpen={(row, index) => {
            // The way back leads to the same row of the same list.
            go('kanta', { state, index }, { replace: true })
            go('kantaDocument', { id: row.entryId })
          }}
        />
      )}
      {answers ? <AnswersDialog paths={answers} onClose={() => setAnswers(null)} /> : null}
      {about ? <AboutExport status={status} onClose={() => setAbout(false)} /> : null}
      <ErrorDialog error={failure} onClose={() => setFailure(null)} title={t('kanta.notDone')} />
    </div>
  )
}

/** What keeps everything back, with the place where it is mended. */
function Notices({ status }: { status: Status }) {
  const { t } = useI18n()
  const open = (path: string) => {
    const field = path.replace(/^settings\./, '')
    go('settings', { section: sectionOf(field), field })
  }
  return (
    <>
      {status.inUse ? null : (
        <Callout
          tone="warning"
          actions={
            <Button size="s" onPress={() => go('settings', { section: 'patientRecord' })}>
              {t('kanta.openRecordSettings')}
            </Button>
          }
        >
          {t('kanta.noLongerInUse')}
        </Callout>
      )}
      {status.live ? null : (
        <Callout
          tone="warning"
          actions={
            <Button size="s" onPress={() => go('settings', { section: 'keys' })}>
              {t('kanta.openKeys')}
            </Button>
          }
        >
          {t('kanta.notLive')}
        </Callout>
      )}
      {status.live && status.restored ? <Callout>{t('kanta.restoredNotice')}</Callout> : null}
      {status.problems.map((problem) => (
        <Callout
          key={problem.path}
          tone="warning"
          actions={
            <Button size="s" onPress={() => open(problem.path)}>
              {t('kanta.openSetting')}
            </Button>
          }
        >
          {problem.message} {problem.blocks ? t('kanta.keepsAll') : null}
        </Callout>
      ))}
    </>
  )
}

function NothingHere({ state, total }: { state: QueueState; total: number }) {
  const { t } = useI18n()
  return total === 0 ? (
    <EmptyState title={t('kanta.emptyQueue')} text={t('kanta.emptyQueueText')}>
      <Row icon={Users} title={t('kanta.openClients')} detail={t('kanta.openClientsText')} onPress={() => go('clients', {})} />
      <Row
        icon={Settings}
        title={t('kanta.settings')}
        detail={t('kanta.settingsText')}
        onPress={() => go('settings', { section: 'kanta' })}
      />
    </EmptyState>
  ) : (
    <EmptyState title={t(`kanta.none.${state}`)} text={t(`kanta.noneText.${state}`)} />
  )
}

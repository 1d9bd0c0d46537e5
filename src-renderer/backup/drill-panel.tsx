// The yearly drill: the file from outside, what she has on paper, the checks, "Is this right?", the certificate.
import { FileCheck, FileX, FolderOpen, HardDrive } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { backupContract } from '../../src-main/backup/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { useActions } from '../app/actions.ts'
import { formatDate, formatNumber, todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { CheckList } from './check-list.tsx'
import { type DrillFile, type DrillResult, answerDrill, chooseDrillFile, setDrill, startDrill, useDrill } from './drill-state.ts'
import { emptySecret, isFilled, SecretChoice, secretsOf } from './secret-choice.tsx'
import { fileNameOf, folderOf, inFolder, sizeWords, whenWords } from './words.ts'
import { WorkPanel } from './work-panel.tsx'

type Status = OutputOf<typeof backupContract.status>

function Setup({
  file,
  error,
  nextWith,
  folder,
}: {
  file: DrillFile | null
  error: string | undefined
  nextWith: Status['nextDrillWith']
  folder: string | null
}) {
  const { t } = useI18n()
  const opensWith = file?.opensWith ?? []
  const first = opensWith.includes(nextWith) ? nextWith : (opensWith[0] ?? nextWith)
  const [secret, setSecret] = useState(() => emptySecret(first))
  const [pressed, setPressed] = useState(false)
  const [told, setTold] = useState(error)
  useEffect(() => setTold(error), [error])
  useEffect(() => {
    if (file && !file.opensWith.includes(secret.opener)) setSecret(emptySecret(first))
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only another file changes what opens it
  }, [file?.path])
  const choose = () =>
    void call(shellContract.chooseFile, { kinds: ['backup'] }).then(({ paths }) => (paths[0] ? chooseDrillFile(paths[0]) : undefined))
  const start = () => {
    setPressed(true)
    setTold(undefined)
    if (!file) {
      choose()
      return
    }
    if (!isFilled(secret)) return
    const name = t('backup.certificateFile', { date: todayDate(), opener: secret.opener === 'recoveryKey' ? 'b' : 'a' })
    void startDrill(file, inFolder(folder ?? folderOf(file.path), name), secretsOf(secret))
  }
  useActions([{ id: 'primary', label: 'backup.startDrill', keys: 'mod+enter', section: 'actions', run: start }])
  return (
    <section className="panel backup-drill" aria-labelledby="drill-title">
      <div className="backup-work-head">
        <h2 id="drill-title">{t('backup.drill')}</h2>
        <span className="muted">{t('backup.drillTime')}</span>
        <Button size="s" variant="quiet" onPress={() => setDrill({ phase: 'none' })}>
          {t('common.cancel')}
        </Button>
      </div>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}
      >
        <div className="backup-file">
          <HardDrive className="icon" aria-hidden="true" />
          {file ? (
            <div>
              <strong>{t('backup.copyOf', { when: whenWords(file.createdAt) })}</strong>
              <span className="muted">
                {file.fileName}, {sizeWords(file.bytes)}
              </span>
            </div>
          ) : (
            <div>
              <strong>{t('backup.noFile')}</strong>
              <span className="muted">{t('backup.fileFromOutside')}</span>
            </div>
          )}
          <Button icon={FolderOpen} onPress={choose}>
            {t(file ? 'backup.otherFile' : 'backup.chooseFile')}
          </Button>
        </div>
        {file ? (
          <SecretChoice
            value={secret}
            onChange={(next) => {
              setTold(undefined)
              setSecret(next)
            }}
            pressed={pressed}
            error={told}
            opensWith={opensWith}
            question={t('backup.onPaper')}
          />
        ) : told ? (
          <Callout tone="danger" alert>
            {told}
          </Callout>
        ) : null}
        <div className="backup-actions">
          <Button type="submit" variant="primary" keys="mod+enter">
            {t(file ? 'backup.startDrill' : 'backup.chooseFile')}
          </Button>
          <p className="muted">{t('backup.drillPrivate')}</p>
        </div>
      </form>
    </section>
  )
}

function Seen({ label, record }: { label: string; record: DrillResult['oldest'] }) {
  const { t } = useI18n()
  return record ? (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong>{record.name}</strong>
        <span className="muted">
          {record.birthYear ? `${t('backup.born', { year: record.birthYear })}, ` : ''}
          {t('backup.recorded', { date: formatDate(record.createdAt) })}
        </span>
      </dd>
    </div>
  ) : null
}

function Question({ file, result }: { file: DrillFile; result: DrillResult }) {
  const { t } = useI18n()
  const [busy, setBusy] = useState<'yes' | 'no' | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const answer = (right: boolean) => {
    if (busy) return
    setBusy(right ? 'yes' : 'no')
    setFailure(null)
    answerDrill(result, right)
      .catch((error: unknown) => setFailure(errorText(error)))
      .finally(() => setBusy(null))
  }
  return (
    <section className="panel backup-drill" aria-labelledby="drill-title">
      <div className="backup-work-head">
        <h2 id="drill-title">{t('backup.drill')}</h2>
        <span className="muted">{t('backup.ofCopy', { when: whenWords(file.createdAt) })}</span>
      </div>
      <CheckList checks={result.checks} />
      <h3 ref={heading} tabIndex={-1}>
        {t('backup.isThisRight')}
      </h3>
      {result.oldest ? (
        <dl className="backup-seen">
          <Seen label={t('backup.oldest')} record={result.oldest} />
          <Seen label={t('backup.newest')} record={result.newest} />
          <div>
            <dt>{t('backup.clientsInAll')}</dt>
            <dd>
              <strong>{formatNumber(result.clients)}</strong>
            </dd>
          </div>
        </dl>
      ) : (
        <p>{t('backup.noClientsInCopy')}</p>
      )}
      {failure ? (
        <Callout tone="danger" alert>
          {failure}
        </Callout>
      ) : null}
      <div className="backup-actions">
        <Button onPress={() => answer(false)} busy={busy === 'no'}>
          {t('backup.notRight')}
        </Button>
        <Button variant="primary" onPress={() => answer(true)} busy={busy === 'yes'} busyLabel={t('backup.certifying')}>
          {t('backup.right')}
        </Button>
      </div>
    </section>
  )
}

function Done({ result, right, onShow }: { result: DrillResult; right: boolean; onShow(drillId: string): void }) {
  const { t } = useI18n()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="panel backup-drill" aria-labelledby="drill-title">
      <div className="backup-work-head">
        <h2 id="drill-title" ref={heading} tabIndex={-1}>
          {result.ok ? (
            <FileCheck className="icon tone-success" aria-hidden="true" />
          ) : (
            <FileX className="icon tone-danger" aria-hidden="true" />
          )}
          {t(result.ok ? 'backup.proved' : right ? 'backup.notProved' : 'backup.saidNo')}
        </h2>
        <Button size="s" variant="quiet" onPress={() => setDrill({ phase: 'none' })}>
          {t('common.close')}
        </Button>
      </div>
      <p>
        {result.ok
          ? t('backup.provedText', { opener: t(`backup.openerOf.${result.openedWith}`), when: whenWords(result.backupCreatedAt) })
          : t('backup.notProvedText')}
      </p>
      {result.ok ? null : <CheckList checks={result.checks} />}
      <p className="muted">{t('backup.certificateLies', { file: fileNameOf(result.certificate), folder: folderOf(result.certificate) })}</p>
      <div className="backup-actions">
        <Button variant="primary" icon={FileCheck} onPress={() => onShow(result.drillId)} autoFocus>
          {t('backup.showCertificate')}
        </Button>
      </div>
    </section>
  )
}

/** Nothing when no drill is being made. */
export function DrillPanel({
  status,
  folder,
  onShow,
}: {
  status: Status
  /** Where certificates are kept: the daily folder. */
  folder: string | null
  onShow(drillId: string): void
}) {
  const { t } = useI18n()
  const drill = useDrill()
  if (drill.phase === 'setup') return <Setup file={drill.file} error={drill.error} nextWith={status.nextDrillWith} folder={folder} />
  if (drill.phase === 'running')
    return (
      <WorkPanel
        kind="drill"
        title={t('backup.drill')}
        detail={t('backup.ofCopy', { when: whenWords(drill.file.createdAt) })}
        holds={t('backup.drillHolds')}
      />
    )
  if (drill.phase === 'question') return <Question file={drill.file} result={drill.result} />
  if (drill.phase === 'done') return <Done result={drill.result} right={drill.right} onShow={onShow} />
  return null
}

// Restoring: the file, its key, what is in it before anything is done, the new passphrase, then open it or take it into use.
import { FolderOpen, HardDrive } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { backupContract } from '../../src-main/backup/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { AppCallError, call } from '../app/api.ts'
import { useActions } from '../app/actions.ts'
import { useI18n } from '../app/i18n.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { focusField } from '../components/form-error-summary.tsx'
import { TextField } from '../components/text-field.tsx'
import { emptyPassphrase, NewPassphrase, passphraseFaults } from '../lock/new-passphrase.tsx'
import './backup.css'
import { RestoreContents } from './restore-contents.tsx'
import { Restored } from './restored.tsx'
import { emptySecret, isFilled, SecretChoice, type SecretValue, secretsOf } from './secret-choice.tsx'
import { sizeWords, whenWords } from './words.ts'
import { underWay } from './work.ts'
import { WorkPanel } from './work-panel.tsx'

type File = OutputOf<typeof backupContract.inspect> & { path: string }
export type Contents = OutputOf<typeof backupContract.preview>
export type RestoreResult = OutputOf<typeof backupContract.restore>
type Phase = 'file' | 'contents' | 'restoring' | 'done'

const wordsOf = (error: unknown, otherwise: string): string =>
  error instanceof AppCallError ? (error.problems[0]?.message ?? error.message) : otherwise

export function RestoreFlow({
  path: firstPath,
  ownVault,
  size = 'm',
  onPhase,
}: {
  /** A copy that is known already. */
  path?: string | undefined
  /** Whether there is a practice on this computer that would be set aside. */
  ownVault: boolean
  size?: 'm' | 'l'
  /** Title and introduction follow the phase. */
  onPhase?(phase: Phase): void
}) {
  const { t } = useI18n()
  const [phase, setPhase] = useState<Phase>('file')
  const [file, setFile] = useState<File | null>(null)
  const [secret, setSecret] = useState<SecretValue>(emptySecret('backupPassphrase'))
  const [contents, setContents] = useState<Contents | null>(null)
  const [folder, setFolder] = useState<string | null>(null)
  const [next, setNext] = useState(emptyPassphrase)
  const [result, setResult] = useState<RestoreResult | null>(null)
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | undefined>(undefined)
  const move = (to: Phase) => {
    setPressed(false)
    setFailure(undefined)
    setPhase(to)
    onPhase?.(to)
  }
  const inspect = async (path: string) => {
    setFailure(undefined)
    setPressed(false)
    try {
      const found = { ...(await call(backupContract.inspect, { path })), path }
      setFile(found)
      setSecret(emptySecret(found.opensWith.includes('backupPassphrase') ? 'backupPassphrase' : 'recoveryKey'))
    } catch (error) {
      setFile(null)
      setFailure(wordsOf(error, t('common.unexpected')))
    }
  }
  useEffect(() => {
    if (firstPath) void inspect(firstPath)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the copy she came with, once
  }, [firstPath])
  const chooseFile = () =>
    void call(shellContract.chooseFile, { kinds: ['backup'] }).then(({ paths }) => (paths[0] ? inspect(paths[0]) : undefined))
  const look = async () => {
    setPressed(true)
    setFailure(undefined)
    if (!file) {
      chooseFile()
      return
    }
    if (!isFilled(secret) || busy) return
    setBusy(true)
    try {
      const [inside, fresh] = await Promise.all([
        underWay('look', () => call(backupContract.preview, { path: file.path }, secretsOf(secret))),
        call(shellContract.freshFolder, {}),
      ])
      setContents(inside)
      setFolder(fresh.path)
      move('contents')
    } catch (error) {
      setFailure(wordsOf(error, t('common.unexpected')))
      if (secret.opener === 'backupPassphrase') focusField('backupPassphrase')
    } finally {
      setBusy(false)
    }
  }
  const restore = async () => {
    setPressed(true)
    setFailure(undefined)
    const faults = passphraseFaults(next)
    if (faults.passphrase || faults.repeated) {
      focusField(faults.passphrase ? 'newPassphrase' : 'repeatedPassphrase')
      return
    }
    if (!file || folder === null) return
    move('restoring')
    try {
      const restored = await underWay('restore', () =>
        call(backupContract.restore, { path: file.path, to: folder }, { ...secretsOf(secret), newPassphrase: next.passphrase }),
      )
      setSecret(emptySecret('backupPassphrase'))
      setNext(emptyPassphrase)
      setResult(restored)
      move('done')
    } catch (error) {
      move('contents')
      if (!(error instanceof AppCallError && error.code === 'cancelled')) setFailure(wordsOf(error, t('common.unexpected')))
    }
  }
  useActions(
    phase === 'file'
      ? [{ id: 'primary', label: 'backup.showContents', keys: 'mod+enter', section: 'actions', run: () => void look() }]
      : phase === 'contents'
        ? [{ id: 'primary', label: 'backup.restoreVerb', keys: 'mod+enter', section: 'actions', run: () => void restore() }]
        : [],
  )
  const alert = failure ? (
    <Callout tone="danger" alert>
      {failure}
    </Callout>
  ) : null

  if (phase === 'file')
    return (
      <Form onSubmit={() => void look()}>
        <div className="backup-file">
          <HardDrive className="icon" aria-hidden="true" />
          <div>
            <strong>{file ? t('backup.copyOf', { when: whenWords(file.createdAt) }) : t('backup.noFile')}</strong>
            <span className="muted">{file ? `${file.fileName}, ${sizeWords(file.bytes)}` : t('backup.fileFromAnywhere')}</span>
          </div>
          {file ? (
            <Button icon={FolderOpen} size={size} onPress={chooseFile}>
              {t('backup.otherFile')}
            </Button>
          ) : null}
        </div>
        {file ? (
          <SecretChoice
            key={file.path}
            size={size}
            value={secret}
            onChange={(value) => {
              setFailure(undefined)
              setSecret(value)
            }}
            pressed={pressed}
            error={failure}
            opensWith={file.opensWith}
            question={t('backup.openWith')}
          />
        ) : (
          alert
        )}
        <div className="backup-actions">
          <Button
            type="submit"
            variant="primary"
            size={size}
            keys="mod+enter"
            busy={busy}
            busyLabel={t('backup.opening')}
            {...(file ? {} : { icon: FolderOpen, autoFocus: true })}
          >
            {t(file ? 'backup.showContents' : 'backup.chooseFile')}
          </Button>
          <p className="muted">{t('backup.nothingYet')}</p>
        </div>
      </Form>
    )
  if (phase === 'restoring')
    return (
      <WorkPanel
        kind="restore"
        title={t('backup.restoring')}
        {...(file ? { detail: t('backup.ofCopy', { when: whenWords(file.createdAt) }) } : {})}
        holds={t(ownVault ? 'backup.restoreHolds' : 'backup.restoreHoldsNew')}
      />
    )
  if (phase === 'done' && result && contents) return <Restored result={result} contents={contents} ownVault={ownVault} size={size} />
  if (!contents) return null
  return (
    <Form onSubmit={() => void restore()}>
      <RestoreContents contents={contents} />
      {alert}
      {contents.schema === 'newer' ? null : (
        <>
          <div className="backup-path">
            <TextField
              name="to"
              size={size}
              label={t('backup.toFolder')}
              value={folder ?? ''}
              isReadOnly
              description={t('backup.toFolderHelp')}
            />
            <Button
              size={size}
              icon={FolderOpen}
              onPress={() => void call(shellContract.chooseFolder, {}).then(({ path }) => (path ? setFolder(path) : undefined))}
            >
              {t('backup.otherFolder')}
            </Button>
          </div>
          <NewPassphrase
            size={size}
            value={next}
            onChange={setNext}
            showFaults={pressed}
            labels={{ passphrase: t('backup.restoredPassphrase'), repeated: t('backup.restoredPassphraseAgain') }}
          />
        </>
      )}
      <div className="backup-actions">
        <Button size={size} onPress={() => move('file')}>
          {t('common.back')}
        </Button>
        {contents.schema === 'newer' ? null : (
          <Button type="submit" variant="primary" size={size} keys="mod+enter">
            {t('backup.restoreVerb')}
          </Button>
        )}
        <p className="muted">{t(ownVault ? 'backup.ownUntouched' : 'backup.nothingOverwritten')}</p>
      </div>
    </Form>
  )
}

const Form = ({ onSubmit, children }: { onSubmit(): void; children: ReactNode }) => (
  <form
    className="stack backup-restore"
    noValidate
    onSubmit={(event) => {
      event.preventDefault()
      onSubmit()
    }}
  >
    {children}
  </form>
)

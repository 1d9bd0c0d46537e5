import { Check, FileDown, Printer } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { recoverySheetContract } from '../../src-main/vault/recovery-sheet-contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { vaultContract } from '../../src-main/vault/contract.ts'
import { useActions } from '../app/actions.ts'
import { AppCallError, call } from '../app/api.ts'
import { errorText } from '../app/error-text.ts'
import { formatTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { refreshVaultState } from '../app/session.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'
import { focusField } from '../components/form-error-summary.tsx'
import { PasswordField, TextField } from '../components/text-field.tsx'
import { StepPage } from './step-page.tsx'
import './first-run.css'
import { groupsToConfirm, recoveryKeyGroups, recoveryKeyPrefix, sameGroup } from './recovery-key.ts'

/** The key on the screen, on paper, and confirmed from the paper. Also used when the key is renewed in the settings. */
export function RecoveryKeySheet({ recoveryKey, onConfirmed, size = 'l' }: { recoveryKey: string; onConfirmed(): void; size?: 'm' | 'l' }) {
  const { t, language } = useI18n()
  const groups = useMemo(() => recoveryKeyGroups(recoveryKey), [recoveryKey])
  const asked = useMemo(() => groupsToConfirm(groups.length), [groups])
  const [sheet, setSheet] = useState<{ pages: string[]; qr: string } | null>(null)
  const [onPaper, setOnPaper] = useState<{ how: 'printed' | 'saved'; at: string } | null>(null)
  const [typed, setTyped] = useState<[string, string]>(['', ''])
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState<'print' | 'save' | 'confirm' | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    call(recoverySheetContract.preview, { language }, { recoveryKey }).then(
      (made) => {
        if (current) setSheet(made)
      },
      (error: unknown) => {
        if (current && error instanceof AppCallError) setFailure(error.message)
      },
    )
    return () => {
      current = false
    }
  }, [recoveryKey, language])

  const attempt = (what: 'print' | 'save' | 'confirm', work: () => Promise<void>) => {
    if (busy) return
    setBusy(what)
    setFailure(null)
    work()
      .catch((error: unknown) => setFailure(errorText(error)))
      .finally(() => setBusy(null))
  }
  const print = () =>
    attempt('print', async () => {
      const pages = (sheet ?? (await call(recoverySheetContract.preview, { language }, { recoveryKey }))).pages
      if ((await call(shellContract.print, { pages, title: t('first-run.sheetName') })).printed)
        setOnPaper({ how: 'printed', at: new Date().toISOString() })
    })
  const save = () =>
    attempt('save', async () => {
      const { path } = await call(shellContract.saveFile, { name: `${t('first-run.sheetName')}.pdf`, kind: 'pdf' })
      if (!path) return
      await call(recoverySheetContract.save, { path, language, overwrite: true }, { recoveryKey })
      setOnPaper({ how: 'saved', at: new Date().toISOString() })
    })
  const right = asked.map((group, index) => sameGroup(typed[index as 0 | 1], groups[group]!))
  const confirm = () => {
    setPressed(true)
    const wrong = right.indexOf(false)
    if (wrong >= 0) {
      focusField(`group${String(wrong)}`)
      return
    }
    attempt('confirm', async () => {
      await call(vaultContract.confirmRecoveryKey, {})
      await refreshVaultState()
      onConfirmed()
    })
  }
  useActions([
    { id: 'primary', label: 'first-run.confirmKey', keys: 'mod+enter', section: 'actions', run: confirm },
    { id: 'print', label: 'first-run.printSheet', keys: 'mod+p', section: 'actions', icon: Printer, run: print },
  ])
  const errorOf = (index: 0 | 1): string | undefined => {
    if (right[index]) return undefined
    const whole = typed[index].replace(/\s/g, '').length >= groups[asked[index]]!.length
    if (typed[index].trim() === '') return pressed ? t('first-run.groupMissing', { group: asked[index] + 1 }) : undefined
    return pressed || whole ? t('first-run.groupWrong', { group: asked[index] + 1 }) : undefined
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        confirm()
      }}
    >
      <section className="key-sheet" aria-label={t('first-run.theKey')}>
        <div>
          <p className="key-prefix">{recoveryKeyPrefix}</p>
          <ol className="key-groups">
            {groups.map((group, index) => (
              <li key={index}>
                <span>{index + 1}</span>
                <span>{group}</span>
              </li>
            ))}
          </ol>
        </div>
        {sheet ? (
          <img className="key-qr" alt={t('first-run.qr')} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(sheet.qr)}`} />
        ) : (
          <div className="key-qr" />
        )}
      </section>
      <div className="setup-actions">
        <Button size={size} icon={Printer} onPress={print} busy={busy === 'print'} busyLabel={t('first-run.printing')}>
          {t('first-run.printSheet')}
        </Button>
        <Button size={size} variant="quiet" icon={FileDown} onPress={save} busy={busy === 'save'} busyLabel={t('common.saving')}>
          {t('first-run.saveSheet')}
        </Button>
        {onPaper ? (
          <p className="field-confirm" role="status">
            <Check className="icon-s" aria-hidden="true" />
            {t(`first-run.${onPaper.how}`, { time: formatTime(onPaper.at) })}
          </p>
        ) : null}
      </div>
      {failure ? (
        <Callout tone="danger" alert>
          {failure}
        </Callout>
      ) : null}
      <fieldset className="stack-tight">
        <legend className="field-label strong">{t('first-run.typeTwo')}</legend>
        <div className="confirm-groups">
          {([0, 1] as const).map((index) => (
            <TextField
              key={index}
              name={`group${String(index)}`}
              mono
              size={size}
              label={t('first-run.group', { group: asked[index] + 1 })}
              value={typed[index]}
              error={errorOf(index)}
              confirmation={right[index] ? t('first-run.groupRight') : undefined}
              onChange={(text) => setTyped(index === 0 ? [text, typed[1]] : [typed[0], text])}
            />
          ))}
        </div>
      </fieldset>
      <div className="setup-actions">
        <Button type="submit" variant="primary" size={size} keys="mod+enter" busy={busy === 'confirm'}>
          {t('first-run.confirmKey')}
        </Button>
      </div>
    </form>
  )
}

/** In first run. When the window was closed before the key was confirmed, it can't be shown again: a new one is made. */
export function RecoveryKeyStep({
  recoveryKey,
  onRenewed,
  onDone,
}: {
  recoveryKey: string | null
  onRenewed(recoveryKey: string): void
  onDone(): void
}) {
  const { t } = useI18n()
  if (recoveryKey)
    return (
      <StepPage title={t('first-run.keyTitle')} intro={t('first-run.keyIntro')} wide>
        <RecoveryKeySheet recoveryKey={recoveryKey} onConfirmed={onDone} />
      </StepPage>
    )
  return (
    <StepPage title={t('first-run.keyTitle')} intro={t('first-run.keyLost')} wide>
      <RenewRecoveryKey onRenewed={onRenewed} />
    </StepPage>
  )
}

/** Asks for the passphrase and makes a new recovery key. */
export function RenewRecoveryKey({ onRenewed, size = 'l' }: { onRenewed(recoveryKey: string): void; size?: 'm' | 'l' }) {
  const { t } = useI18n()
  const [passphrase, setPassphrase] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const renew = () => {
    if (busy) return
    if (passphrase === '') {
      setError(t('lock.passphraseMissing'))
      focusField('passphrase')
      return
    }
    setBusy(true)
    setError(undefined)
    call(vaultContract.renewRecoveryKey, {}, { passphrase })
      .then(
        (made) => onRenewed(made.recoveryKey),
        (problem: unknown) => setError(errorText(problem)),
      )
      .finally(() => {
        setBusy(false)
        setPassphrase('')
      })
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        renew()
      }}
    >
      <PasswordField
        name="passphrase"
        size={size}
        label={t('lock.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        error={error}
        autoFocus
      />
      <div className="setup-actions">
        <Button type="submit" variant="primary" size={size} busy={busy} busyLabel={t('first-run.renewing')}>
          {t('first-run.renew')}
        </Button>
      </div>
    </form>
  )
}

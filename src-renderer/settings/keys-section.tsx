import { Copy, KeyRound, LifeBuoy, RefreshCw, Rows3, ShieldAlert, Usb } from 'lucide-react'
import { useState } from 'react'
import { shellContract } from '../../src-main/shell/contract.ts'
import { vaultContract } from '../../src-main/vault/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { call } from '../app/api.ts'
import { fieldErrorText } from '../app/error-text.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { invalidate, useMethod } from '../app/queries.ts'
import { refreshVaultState, useVaultState } from '../app/session.ts'
import { notify } from '../app/undo.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Callout, Row, Rows } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { PanelForm } from '../components/panel-form.tsx'
import { PasswordField } from '../components/text-field.tsx'
import { RecoveryKeySheet, RenewRecoveryKey } from '../first-run/recovery-key-step.tsx'
import { emptyPassphrase, NewPassphrase, passphraseFaults } from '../lock/new-passphrase.tsx'
import { RecoveryKeyField } from '../lock/recovery-key-field.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { Part, Section } from './section.tsx'
import { SettingNumber } from './setting-fields.tsx'

function ChangePassphrase({ viaRecoveryKey, onDone }: { viaRecoveryKey: boolean; onDone(): void }) {
  const { t } = useI18n()
  const [old, setOld] = useState('')
  const [recoveryKey, setRecoveryKey] = useState({ text: '', ok: false })
  const [next, setNext] = useState(emptyPassphrase)
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | undefined>(undefined)
  const change = () => {
    setPressed(true)
    setFailure(undefined)
    if (busy || Object.keys(passphraseFaults(next)).length > 0 || (viaRecoveryKey ? !recoveryKey.ok : old === '')) return
    setBusy(true)
    call(
      vaultContract.changePassphrase,
      {},
      { newPassphrase: next.passphrase, ...(viaRecoveryKey ? { recoveryKey: recoveryKey.text } : { passphrase: old }) },
    )
      .then(
        async () => {
          await refreshVaultState()
          notify(t('settings.passphraseChanged'))
          onDone()
        },
        (error: unknown) => setFailure(fieldErrorText(error)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <PanelForm onSubmit={change} onCancel={onDone} busy={busy} submit={t('settings.changePassphrase')} busyLabel={t('settings.changing')}>
      {viaRecoveryKey ? (
        <RecoveryKeyField value={recoveryKey} onChange={setRecoveryKey} showFault={pressed} error={failure} />
      ) : (
        <PasswordField
          name="oldPassphrase"
          label={t('settings.oldPassphrase')}
          value={old}
          onChange={setOld}
          autoFocus
          error={failure ?? (pressed && old === '' ? t('lock.passphraseMissing') : undefined)}
        />
      )}
      <NewPassphrase
        size="m"
        value={next}
        onChange={setNext}
        showFaults={pressed}
        labels={{ passphrase: t('lock.newPassphrase'), repeated: t('lock.newRepeat') }}
      />
    </PanelForm>
  )
}

function AddPin({ onDone }: { onDone(): void }) {
  const { t } = useI18n()
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | undefined>(undefined)
  const add = () => {
    setPressed(true)
    setFailure(undefined)
    if (busy || [...pin].length < 8 || again !== pin) return
    setBusy(true)
    call(vaultContract.addKeychain, {}, { pin })
      .then(
        async () => {
          await refreshVaultState()
          invalidate('vault')
          onDone()
        },
        (error: unknown) => setFailure(fieldErrorText(error)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <PanelForm onSubmit={add} onCancel={onDone} busy={busy} submit={t('settings.addPin')}>
      <PasswordField
        name="pin"
        label={t('lock.pin')}
        value={pin}
        onChange={setPin}
        autoFocus
        description={t('settings.pinHelp')}
        error={failure ?? (pressed && [...pin].length < 8 ? t('settings.pinShort') : undefined)}
      />
      <PasswordField
        name="pinAgain"
        label={t('settings.pinAgain')}
        value={again}
        onChange={setAgain}
        error={pressed && again !== pin ? t('settings.pinDiffers') : undefined}
      />
    </PanelForm>
  )
}

function DatabaseKeyDialog({ onClose }: { onClose(): void }) {
  const { t } = useI18n()
  const [shown, setShown] = useState<OutputOf<typeof vaultContract.revealDatabaseKey> | null>(null)
  if (!shown) {
    return (
      <SecretDialog
        title={t('settings.revealKey')}
        text={t('settings.revealText')}
        icon={ShieldAlert}
        verb={t('settings.revealVerb')}
        busyVerb={t('settings.revealing')}
        onClose={onClose}
        onConfirm={async (passphrase) => setShown(await call(vaultContract.revealDatabaseKey, {}, { passphrase }))}
      />
    )
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('settings.revealKey')}
      icon={ShieldAlert}
      tone="warning"
      width="wide"
      actions={
        <>
          <Button
            icon={Copy}
            onPress={() =>
              void call(shellContract.copyText, { text: shown.hex }).then(({ clearsAfterSeconds }) =>
                notify(t('settings.copied', { seconds: clearsAfterSeconds })),
              )
            }
          >
            {t('settings.copy')}
          </Button>
          <Button variant="primary" onPress={onClose} autoFocus>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('settings.revealAfter')}</p>
        <p className="mono" style={{ overflowWrap: 'anywhere', userSelect: 'text' }}>
          {shown.hex}
        </p>
        <p className="muted">{shown.format}</p>
      </div>
    </Dialog>
  )
}

type Open = 'passphrase' | 'recovery' | 'pin' | 'rotate' | 'reveal' | null

export function KeysSection() {
  const { t } = useI18n()
  const state = useVaultState().data
  const info = useMethod(vaultContract.info, {}, { fresh: true })
  const [open, setOpen] = useState<Open>(null)
  const [newKey, setNewKey] = useState<string | null>(null)
  const [lockedOut, setLockedOut] = useState<string[] | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const isOwner = state?.user?.role === 'owner'
  const mySlots = info.data?.slots.filter((slot) => slot.kind === 'keychain' && slot.userId === state?.user?.id) ?? []
  const recovery = info.data?.slots.find((slot) => slot.kind === 'recovery')
  const close = () => {
    setOpen(null)
    setNewKey(null)
  }
  const run = (work: () => Promise<unknown>) => {
    setFailure(null)
    work().then(
      async () => {
        await refreshVaultState()
        invalidate('vault')
      },
      (error: unknown) => setFailure(fieldErrorText(error)),
    )
  }
  const copy = state?.warnings.includes('copied') || state?.warnings.includes('restored')
  return (
    <Section id="keys">
      {isOwner && copy ? (
        <Callout
          tone="warning"
          actions={
            <Button size="s" onPress={() => run(() => call(vaultContract.adopt, {}))}>
              {t('settings.adopt')}
            </Button>
          }
        >
          {t('settings.adoptText')}
        </Callout>
      ) : null}
      {state?.viaRecoveryKey ? <Callout tone="warning">{t('today.newPassphraseDetail')}</Callout> : null}
      {lockedOut ? (
        <Callout tone="warning" alert>
          {lockedOut.length > 0 ? t('settings.lockedOut', { names: lockedOut.join(', ') }) : t('settings.rotated')}
        </Callout>
      ) : null}
      {failure ? (
        <Callout tone="danger" alert>
          {failure}
        </Callout>
      ) : null}
      <Part>
        <div className="narrow">
          <SettingNumber path="autoLockMinutes" maximum={240} suffix="min" />
        </div>
      </Part>
      <Part title={t('settings.ownKeys')}>
        {open === 'passphrase' ? <ChangePassphrase viaRecoveryKey={state?.viaRecoveryKey === true} onDone={close} /> : null}
        {open === 'pin' ? <AddPin onDone={close} /> : null}
        <Rows>
          {open === 'passphrase' ? null : (
            <Row
              icon={KeyRound}
              title={t('settings.changePassphrase')}
              detail={t('settings.changePassphraseDetail')}
              onPress={() => setOpen('passphrase')}
            />
          )}
          {!isOwner || open === 'pin' ? null : mySlots.length > 0 ? (
            <Row
              icon={Usb}
              title={t('settings.pinInUse')}
              detail={t('settings.pinSince', { date: formatDate(mySlots[0]!.createdAt) })}
              end={
                <LinkButton onPress={() => run(() => call(vaultContract.removeKeychain, { slotId: mySlots[0]!.id }))}>
                  {t('settings.removePin')}
                </LinkButton>
              }
            />
          ) : (
            <Row icon={Usb} title={t('settings.addPin')} detail={t('settings.addPinDetail')} onPress={() => setOpen('pin')} />
          )}
        </Rows>
      </Part>
      {isOwner ? (
        <>
          <Part title={t('settings.recoveryPart')}>
            {open === 'recovery' ? (
              <div className="panel stack">
                {newKey ? (
                  <RecoveryKeySheet
                    size="m"
                    recoveryKey={newKey}
                    onConfirmed={() => {
                      notify(t('settings.recoveryConfirmed'))
                      invalidate('vault')
                      close()
                    }}
                  />
                ) : (
                  <>
                    <p>{t('settings.renewText')}</p>
                    <RenewRecoveryKey size="m" onRenewed={setNewKey} />
                    <div>
                      <Button variant="quiet" onPress={close}>
                        {t('common.cancel')}
                      </Button>
                    </div>
                  </>
                )}
              </div>
            ) : (
              <Rows>
                <Row
                  icon={LifeBuoy}
                  tone={state?.warnings.includes('recoveryUnconfirmed') ? 'warning' : 'muted'}
                  title={t('first-run.renew')}
                  detail={
                    state?.warnings.includes('recoveryUnconfirmed')
                      ? t('settings.recoveryUnconfirmed')
                      : recovery
                        ? t('settings.recoverySince', { date: formatDate(recovery.createdAt) })
                        : undefined
                  }
                  onPress={() => setOpen('recovery')}
                />
              </Rows>
            )}
          </Part>
          <Part title={t('settings.databasePart')}>
            <Rows>
              <Row icon={RefreshCw} title={t('settings.rotate')} detail={t('settings.rotateDetail')} onPress={() => setOpen('rotate')} />
              <Row icon={Rows3} title={t('settings.revealKey')} detail={t('settings.revealDetail')} onPress={() => setOpen('reveal')} />
            </Rows>
          </Part>
        </>
      ) : null}
      {open === 'rotate' ? (
        <SecretDialog
          title={t('settings.rotate')}
          text={t('settings.rotateText')}
          icon={RefreshCw}
          verb={t('settings.rotateVerb')}
          busyVerb={t('settings.rotating')}
          onClose={close}
          onConfirm={async (passphrase) => {
            const answer = await call(vaultContract.rotateDataKey, {}, { passphrase })
            setLockedOut(answer.lockedOut.map((user) => user.name))
            invalidate('vault')
            invalidate('users')
            close()
          }}
        />
      ) : null}
      {open === 'reveal' ? <DatabaseKeyDialog onClose={close} /> : null}
    </Section>
  )
}

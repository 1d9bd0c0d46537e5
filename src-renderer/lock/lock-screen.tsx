// The locked window: nothing of a client, not even a title or a count.
import { Lock } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { demoPassphrase } from '../../src-main/demo/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { vaultContract } from '../../src-main/vault/contract.ts'
import { AppCallError, call } from '../app/api.ts'
import { formatTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { StatusBar } from '../app/layout.tsx'
import { useMethod } from '../app/queries.ts'
import { lastLockFact, refreshVaultState, type VaultState } from '../app/session.ts'
import { notify } from '../app/undo.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Checkbox } from '../components/choice.tsx'
import { Menu } from '../components/menu.tsx'
import { PasswordField } from '../components/text-field.tsx'
import './lock.css'
import { emptyPassphrase, NewPassphrase, passphraseFaults } from './new-passphrase.tsx'
import { RecoveryKeyField } from './recovery-key-field.tsx'

type Way = 'passphrase' | 'pin' | 'recovery'

function rememberedUser(): string | null {
  try {
    return localStorage.getItem('user')
  } catch {
    return null
  }
}

/** Counts the seconds of the wait after wrong attempts. */
function useWait(seconds: number): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(seconds)
  useEffect(() => setLeft(seconds), [seconds])
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return [left, setLeft]
}

export function LockScreen({ state, onProof }: { state: VaultState; onProof(): void }) {
  const { t } = useI18n()
  const info = useMethod(shellContract.info, {})
  const users = state.users ?? []
  const [userId, setUserId] = useState<string | undefined>(() => users.find((user) => user.id === rememberedUser())?.id ?? users[0]?.id)
  const user = users.find((each) => each.id === userId)
  const hasPin = userId === undefined ? state.keychainUsers.length > 0 : state.keychainUsers.includes(userId)
  const [way, setWay] = useState<Way>('passphrase')
  const [secret, setSecret] = useState('')
  const [recoveryKey, setRecoveryKey] = useState({ text: '', ok: false })
  const [renew, setRenew] = useState(true)
  const [next, setNext] = useState(emptyPassphrase)
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | undefined>(undefined)
  const [wait, setWait] = useWait(state.retryAfterSeconds)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (way !== 'recovery') input.current?.focus()
  }, [way, userId])

  const change = (to: Way) => {
    setWay(to)
    setSecret('')
    setFailure(undefined)
    setPressed(false)
  }
  const open = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setPressed(true)
    setFailure(undefined)
    if (wait > 0) return
    if (way === 'recovery') {
      if (!recoveryKey.ok || (renew && Object.keys(passphraseFaults(next)).length > 0)) return
    } else if (secret === '') {
      setFailure(t(way === 'pin' ? 'lock.pinMissing' : 'lock.passphraseMissing'))
      input.current?.focus()
      return
    }
    setBusy(true)
    try {
      const who = userId === undefined ? {} : { userId }
      if (way === 'recovery') {
        await call(vaultContract.unlock, {}, { recoveryKey: recoveryKey.text })
        // Opened first: when the new passphrase is refused, she is in all the same, and Today asks for another.
        if (renew) {
          const secrets = { recoveryKey: recoveryKey.text, newPassphrase: next.passphrase }
          await call(vaultContract.changePassphrase, {}, secrets).catch((refusal: unknown) => {
            if (!(refusal instanceof AppCallError)) throw refusal
            notify(refusal.problems[0]?.message ?? refusal.message)
          })
        }
      } else await call(vaultContract.unlock, who, way === 'pin' ? { pin: secret } : { passphrase: secret })
      try {
        if (userId) localStorage.setItem('user', userId)
      } catch {
        // the first user is offered next time
      }
      setSecret('')
      await refreshVaultState()
    } catch (error) {
      if (!(error instanceof AppCallError)) throw error
      setFailure(error.message)
      setSecret('')
      const seconds = (error.details as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds
      if (seconds) setWait(seconds)
      else await refreshVaultState()
      input.current?.focus()
    } finally {
      setBusy(false)
    }
  }
  const lock = lastLockFact()
  const why = lock ? t(`lock.why.${lock.reason}`, { time: formatTime(lock.at) }) : t('lock.intro')
  const intro =
    way === 'recovery'
      ? t('lock.recoveryIntro')
      : way === 'pin'
        ? t('lock.pinIntro')
        : info.data?.practice === 'demo'
          ? t('lock.demoIntro', { passphrase: demoPassphrase })
          : why
  const waiting = wait > 0 && (pressed || failure !== undefined) ? t('lock.wait', { seconds: wait }) : undefined
  const error = waiting ?? failure
  return (
    <div className="lock">
      <main className="lock-main">
        <div className="lock-box">
          {way === 'recovery' ? null : <Lock className="icon-l" aria-hidden="true" />}
          <h1>{t(state.demo ? 'lock.demoTitle' : 'lock.title')}</h1>
          <p className="lock-intro">{intro}</p>
          <form onSubmit={(event) => void open(event)} noValidate>
            {way === 'recovery' ? (
              <>
                <RecoveryKeyField value={recoveryKey} onChange={setRecoveryKey} showFault={pressed} error={error} />
                <Checkbox isSelected={renew} onChange={setRenew}>
                  {t('lock.renew')}
                </Checkbox>
                {renew ? (
                  <NewPassphrase
                    value={next}
                    onChange={setNext}
                    showFaults={pressed}
                    labels={{ passphrase: t('lock.newPassphrase'), repeated: t('lock.newRepeat') }}
                  />
                ) : null}
              </>
            ) : (
              <PasswordField
                key={way}
                name="secret"
                size="l"
                inputRef={input}
                value={secret}
                onChange={setSecret}
                error={error}
                autoFocus
                label={
                  user
                    ? t(way === 'pin' ? 'lock.pinOf' : 'lock.passphraseOf', { name: user.name })
                    : t(way === 'pin' ? 'lock.pin' : 'lock.passphrase')
                }
                labelEnd={
                  users.length > 1 ? (
                    <Menu
                      label={t('lock.changeUser')}
                      trigger={<LinkButton>{t('lock.changeUser')}</LinkButton>}
                      entries={users.map((each) => ({
                        id: each.id,
                        label: each.name,
                        onAction: () => {
                          setUserId(each.id)
                          change('passphrase')
                        },
                      }))}
                    />
                  ) : null
                }
              />
            )}
            <div className="lock-actions">
              <Button type="submit" variant="primary" size="l" keys="enter" busy={busy} busyLabel={t('lock.opening')}>
                {t('lock.open')}
              </Button>
              <div className="lock-others">
                {way !== 'passphrase' ? <LinkButton onPress={() => change('passphrase')}>{t('lock.withPassphrase')}</LinkButton> : null}
                {way !== 'pin' && hasPin ? <LinkButton onPress={() => change('pin')}>{t('lock.withPin')}</LinkButton> : null}
                {way !== 'recovery' ? <LinkButton onPress={() => change('recovery')}>{t('lock.withRecoveryKey')}</LinkButton> : null}
              </div>
            </div>
          </form>
        </div>
      </main>
      <StatusBar onProof={onProof} end={info.data ? <span>{t('app.version', { version: info.data.version })}</span> : null} />
    </div>
  )
}

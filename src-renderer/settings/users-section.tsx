import { Pencil, UserPlus, UserRound, UserRoundX } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type Role, roles } from '../../src-main/core/contract.ts'
import { type User, usersContract } from '../../src-main/vault/users-contract.ts'
import { useActions } from '../app/actions.ts'
import { call } from '../app/api.ts'
import { errorText, fieldErrorText } from '../app/error-text.ts'
import { useForm } from '../app/form.ts'
import { formatDate, todayDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { useVaultState } from '../app/session.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Callout, Loading, Row, Rows } from '../components/content.tsx'
import { DateField } from '../components/date-field.tsx'
import { Dialog } from '../components/dialog.tsx'
import { PanelForm } from '../components/panel-form.tsx'
import { FormErrorSummary, focusField } from '../components/form-error-summary.tsx'
import { Select } from '../components/select.tsx'
import { PasswordField, TextField } from '../components/text-field.tsx'
import { emptyPassphrase, NewPassphrase, passphraseFaults } from '../lock/new-passphrase.tsx'
import { useHalfDone } from './half-done.ts'
import { Section } from './section.tsx'

const dateFields = ['startedOn', 'endedOn', 'confidentialityToldOn', 'confidentialitySignedOn', 'instructionsReadOn', 'trainingOn'] as const

function UserForm({ user, onDone }: { user: User | null; onDone(): void }) {
  const { t } = useI18n()
  const [secret, setSecret] = useState(emptyPassphrase)
  const [pressed, setPressed] = useState(false)
  const form = useForm({
    draft: `settings.user:${user?.id ?? 'new'}`,
    initial: {
      name: user?.name ?? '',
      title: user?.title ?? '',
      registrationNumber: user?.registrationNumber ?? '',
      role: (user?.role ?? 'assistant') as Role,
      ...(Object.fromEntries(dateFields.map((name) => [name, user?.[name] ?? ''])) as Record<(typeof dateFields)[number], string>),
    },
    labels: {
      name: t('settings.user.name'),
      title: t('settings.user.title'),
      registrationNumber: t('settings.user.registrationNumber'),
      role: t('settings.user.role'),
      ...(Object.fromEntries(dateFields.map((name) => [name, t(`settings.user.${name}`)])) as Record<(typeof dateFields)[number], string>),
    },
    check: (values) => (values.name.trim() === '' ? { name: t('common.required') } : {}),
  })
  const store = async () => {
    setPressed(true)
    const faults = user ? {} : passphraseFaults(secret)
    if (form.values.name.trim() !== '' && Object.keys(faults).length > 0) {
      focusField('passphrase' in faults ? 'newPassphrase' : 'repeatedPassphrase')
      return
    }
    const done = await form.submit(async (values) => {
      const facts = {
        name: values.name,
        role: values.role,
        title: values.title || null,
        registrationNumber: values.registrationNumber || null,
        ...Object.fromEntries(dateFields.map((name) => [name, values[name] || null])),
      }
      if (user) await call(usersContract.update, { id: user.id, revision: user.revision, ...facts })
      else await call(usersContract.create, facts, { newPassphrase: secret.passphrase })
      await form.draft.discard()
    })
    if (done) onDone()
  }
  useActions([{ id: 'primary', label: 'common.save', keys: 'mod+enter', section: 'actions', run: () => void store() }])
  return (
    <PanelForm
      onSubmit={() => void store()}
      onCancel={() => void form.draft.discard().then(onDone)}
      busy={form.busy}
      submit={user ? t('common.save') : t('settings.addUser')}
      failure={form.failure?.message}
    >
      <FormErrorSummary faults={form.faults} />
      <TextField {...form.text('name')} autoFocus />
      <div className="field-row">
        <TextField {...form.text('title')} optional />
        <TextField {...form.text('registrationNumber')} optional />
      </div>
      {user?.role === 'owner' ? null : (
        <Select
          name="role"
          label={t('settings.user.role')}
          value={form.values.role}
          onChange={(role) => form.set('role', role)}
          error={form.error('role')}
          description={t(`settings.roleDetail.${form.values.role}`)}
          options={roles.filter((role) => role !== 'owner').map((role) => ({ value: role, label: t(`app.role.${role}`) }))}
        />
      )}
      <div className="field-row">
        {dateFields.map((name) => (
          <DateField
            key={name}
            name={name}
            label={t(`settings.user.${name}`)}
            optional
            value={form.values[name]}
            onChange={(date) => {
              if (date !== null) form.set(name, date)
            }}
            error={form.error(name)}
          />
        ))}
      </div>
      {user ? null : (
        <NewPassphrase
          size="m"
          value={secret}
          onChange={setSecret}
          showFaults={pressed}
          labels={{ passphrase: t('settings.userPassphrase'), repeated: t('lock.repeat') }}
        />
      )}
    </PanelForm>
  )
}

/** Gives a passphrase to a user, or her right back with one; the owner's own passphrase opens the key. */
function PassphraseForm({ user, enable, onDone }: { user: User; enable: boolean; onDone(): void }) {
  const { t } = useI18n()
  const [own, setOwn] = useState('')
  const [secret, setSecret] = useState(emptyPassphrase)
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const store = () => {
    setPressed(true)
    if (busy || Object.keys(passphraseFaults(secret)).length > 0 || (!enable && own === '')) return
    setBusy(true)
    setFailure(null)
    const work = enable
      ? call(usersContract.enable, { id: user.id }, { newPassphrase: secret.passphrase })
      : call(usersContract.setPassphrase, { id: user.id }, { newPassphrase: secret.passphrase, passphrase: own })
    work.then(onDone, (error: unknown) => setFailure(fieldErrorText(error))).finally(() => setBusy(false))
  }
  return (
    <PanelForm onSubmit={store} onCancel={onDone} busy={busy} failure={failure}>
      {enable ? null : (
        <PasswordField
          name="ownPassphrase"
          label={t('settings.ownPassphrase')}
          value={own}
          onChange={setOwn}
          autoFocus
          error={pressed && own === '' ? t('lock.passphraseMissing') : undefined}
        />
      )}
      <NewPassphrase
        size="m"
        value={secret}
        onChange={setSecret}
        showFaults={pressed}
        labels={{ passphrase: t('settings.userPassphrase'), repeated: t('lock.repeat') }}
      />
    </PanelForm>
  )
}

export function UsersSection() {
  const { t } = useI18n()
  const users = useMethod(usersContract.list, {})
  const me = useVaultState().data?.user?.id
  const [editing, setEditing] = useState<{ id: string | 'new'; what: 'facts' | 'passphrase' | 'enable' } | null>(null)
  const halfDone = useHalfDone('settings.user')
  useEffect(() => {
    if (halfDone !== undefined) setEditing({ id: halfDone, what: 'facts' })
  }, [halfDone])
  const [ending, setEnding] = useState<User | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const close = () => setEditing(null)
  const end = (user: User) => {
    setEnding(null)
    call(usersContract.disable, { id: user.id, endedOn: todayDate() }).catch((error: unknown) => setFailure(errorText(error)))
  }
  if (!users.data) return <Loading />
  const detail = (user: User) =>
    [
      t(`app.role.${user.role}`),
      user.title,
      user.active
        ? null
        : t('settings.userEnded', { date: user.endedOn ? formatDate(user.endedOn) : user.disabledAt ? formatDate(user.disabledAt) : '' }),
      user.active && !user.hasPassphrase ? t('settings.userNoPassphrase') : null,
    ]
      .filter(Boolean)
      .join(', ')
  return (
    <Section id="users">
      <Callout>{t('settings.rolesNote')}</Callout>
      <Rows label={t('settings.section.users')}>
        {users.data.map((user) =>
          editing?.id === user.id ? (
            <li key={user.id}>
              {editing.what === 'facts' ? (
                <UserForm user={user} onDone={close} />
              ) : (
                <PassphraseForm user={user} enable={editing.what === 'enable'} onDone={close} />
              )}
            </li>
          ) : (
            <Row
              key={user.id}
              icon={user.active ? UserRound : UserRoundX}
              title={user.name}
              detail={detail(user)}
              end={
                <>
                  {user.id === me ? null : user.active ? (
                    <LinkButton onPress={() => setEditing({ id: user.id, what: 'passphrase' })}>{t('settings.givePassphrase')}</LinkButton>
                  ) : (
                    <LinkButton onPress={() => setEditing({ id: user.id, what: 'enable' })}>{t('settings.giveRight')}</LinkButton>
                  )}
                  {user.id === me || !user.active ? null : (
                    <LinkButton onPress={() => setEnding(user)}>{t('settings.endRight')}</LinkButton>
                  )}
                  <Button
                    size="s"
                    variant="quiet"
                    icon={Pencil}
                    aria-label={t('settings.edit', { name: user.name })}
                    onPress={() => setEditing({ id: user.id, what: 'facts' })}
                  >
                    {t('settings.editShort')}
                  </Button>
                </>
              }
            />
          ),
        )}
      </Rows>
      {failure ? (
        <Callout tone="danger" alert>
          {failure}
        </Callout>
      ) : null}
      {editing?.id === 'new' ? (
        <UserForm user={null} onDone={close} />
      ) : (
        <div>
          <Button icon={UserPlus} onPress={() => setEditing({ id: 'new', what: 'facts' })}>
            {t('settings.addUser')}
          </Button>
        </div>
      )}
      <Dialog
        isOpen={ending !== null}
        onClose={() => setEnding(null)}
        title={t('settings.endRightTitle', { name: ending?.name ?? '' })}
        icon={UserRoundX}
        tone="warning"
        role="alertdialog"
        actions={
          <>
            <Button onPress={() => setEnding(null)} autoFocus>
              {t('common.cancel')}
            </Button>
            <Button
              variant="danger"
              onPress={() => {
                if (ending) end(ending)
              }}
            >
              {t('settings.endRight')}
            </Button>
          </>
        }
      >
        <p>{t('settings.endRightText')}</p>
      </Dialog>
    </Section>
  )
}

// The form of a new client and of one that is edited.
import { Eye } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { type Client, clientsContract } from '../../src-main/clients/contract.ts'
import type { Purpose } from '../../src-main/core/contract.ts'
import { draftsContract } from '../../src-main/drafts/contract.ts'
import type { Settings } from '../../src-main/settings/contract.ts'
import { useActions } from '../app/actions.ts'
import { call, isCallError } from '../app/api.ts'
import { formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { goBack } from '../app/routes.ts'
import { reportSaved } from '../app/save-state.ts'
import { offerUndo } from '../app/undo.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Callout, PageHeader } from '../components/content.tsx'
import { FormErrorSummary } from '../components/form-error-summary.tsx'
import {
  BackgroundSection,
  BillingSection,
  ContactSection,
  DeathSection,
  GuardiansSection,
  IdentitySection,
  LettersSection,
  NameSection,
} from './client-form-sections.tsx'
import { changedParts, type ClientValues, inputOf, type Part, valuesOf, withParts } from './form-values.ts'
import { SimilarClients } from './similar-clients.tsx'
import { StaleChoice } from './stale-choice.tsx'
import { UnmaskDialog } from './unmask-dialog.tsx'
import { type FormState, useClientForm } from './use-client-form.ts'

const maskedParts: readonly Part[] = ['phone', 'email', 'address', 'guardians', 'billing']

export interface ClientFormProps {
  title: string
  fact?: ReactNode
  draft: string
  settings: Settings
  /** Undefined for a new client. */
  client?: Client
  /** What a new client begins with. */
  begin?: Partial<Client>
  /** Opens the form again after a discarded draft was taken back. */
  reopen(): void
  onSaved(client: Client): void
}

export function ClientForm({ title, fact, draft, settings, client, begin = {}, reopen, onSaved }: ClientFormProps) {
  const { t } = useI18n()
  const [initial] = useState<FormState>(() => {
    const values = valuesOf(client ?? begin)
    return { ...values, startedRevision: client?.revision ?? 0, started: valuesOf(client ?? {}), masked: client?.contactMasked ?? false }
  })
  const { form, birthDateFromHetu } = useClientForm(draft, initial)
  const { values } = form
  const [theirs, setTheirs] = useState<{ revision: number; values: ClientValues; masked: boolean } | null>(null)
  const [unmasking, setUnmasking] = useState(false)
  const purpose = useRef<Purpose | undefined>(undefined)
  const saved = useRef<Client | null>(null)

  const write = async (state: FormState): Promise<void> => {
    const named = inputOf(state, changedParts(state.started, state))
    const why = purpose.current ? { purpose: purpose.current } : {}
    if (!client) {
      saved.current = await call(clientsContract.create, { ...named, lastName: state.lastName, ...why })
      return
    }
    try {
      saved.current = await call(clientsContract.update, { id: client.id, revision: state.startedRevision, ...named, ...why })
    } catch (error) {
      if (!isCallError(error, 'conflict')) throw error
      const now = await call(clientsContract.get, { id: client.id, ...(purpose.current ? { unmask: true, ...why } : {}) })
      if (now.revision === state.startedRevision) throw error // another conflict than a stale revision
      setTheirs({ revision: now.revision, values: valuesOf(now), masked: now.contactMasked })
    }
  }
  const save = async () => {
    saved.current = null
    if (!(await form.submit(write)) || !saved.current) return
    await form.draft.discard()
    reportSaved((saved.current as Client).updatedAt)
    onSaved(saved.current)
  }
  const choose = (mine: readonly Part[]) => {
    if (!theirs) return
    form.replace({
      ...withParts(theirs.values, values, mine),
      startedRevision: theirs.revision,
      started: theirs.values,
      masked: theirs.masked,
    })
    setTheirs(null)
    void save()
  }
  const cancel = async () => {
    const left = values
    const had = form.changed || form.draft.restoredAt !== null
    await form.draft.discard()
    if (had)
      offerUndo(t('clients.form.discarded'), async () => {
        await call(draftsContract.save, { form: draft, value: { ...left } })
        reopen()
      })
    goBack()
  }
  const startOver = async () => {
    await form.draft.discard()
    form.replace(initial)
    await form.draft.discard()
  }
  const unmask = async (why: Purpose) => {
    const shown = valuesOf(await call(clientsContract.get, { id: client!.id, unmask: true, purpose: why }))
    purpose.current = why
    form.replace({
      ...values,
      ...withParts(values, shown, maskedParts),
      started: withParts(values.started, shown, maskedParts),
      masked: false,
    })
  }
  useActions([{ id: 'primary', label: 'common.save', keys: 'mod+enter', section: 'actions', run: () => void save() }])

  // Drawn before the draft has been read, so that the caret finds its field when the draft brings it back.
  const parts = { form, settings }
  return (
    <div className="page client-form-page">
      <PageHeader
        title={title}
        fact={fact}
        back
        line
        actions={
          <>
            <Button variant="quiet" onPress={() => void cancel()}>
              {t('common.cancel')}
            </Button>
            <Button variant="primary" keys="mod+enter" busy={form.busy} busyLabel={t('common.saving')} onPress={() => void save()}>
              {t('common.save')}
            </Button>
          </>
        }
      />
      <div className="page-body with-details client-form-body">
        <form className="client-form" noValidate aria-label={title} onSubmit={(event) => event.preventDefault()}>
          {form.draft.restoredAt ? (
            <Callout actions={<LinkButton onPress={() => void startOver()}>{t('clients.form.startOver')}</LinkButton>}>
              {t('clients.form.restoredDraft', { time: formatDateTime(form.draft.restoredAt) })}
            </Callout>
          ) : null}
          <FormErrorSummary faults={form.faults} />
          {form.failure ? (
            <Callout tone="danger" alert>
              {form.failure.message}
            </Callout>
          ) : null}
          {theirs ? <StaleChoice base={values.started} mine={values} theirs={theirs.values} busy={form.busy} onChoose={choose} /> : null}
          <NameSection {...parts} autoFocus />
          <IdentitySection {...parts} birthDateFromHetu={birthDateFromHetu} />
          {values.masked ? (
            <Callout
              tone="warning"
              actions={
                <Button size="s" icon={Eye} onPress={() => setUnmasking(true)}>
                  {t('clients.showContact')}
                </Button>
              }
            >
              {t('clients.form.masked')}
            </Callout>
          ) : (
            <ContactSection {...parts} />
          )}
          <BackgroundSection {...parts} />
          {values.masked ? null : <GuardiansSection {...parts} />}
          <LettersSection {...parts} />
          {values.masked ? null : <BillingSection {...parts} />}
          {client ? <DeathSection {...parts} /> : null}
        </form>
        <SimilarClients values={values} except={client?.id} hetuIsRight={form.checked.hetu?.facts.birthDate !== undefined} />
      </div>
      {unmasking ? <UnmaskDialog onClose={() => setUnmasking(false)} onPurpose={unmask} /> : null}
    </div>
  )
}

import { CircleAlert, CircleCheck, ScrollText } from 'lucide-react'
import { useState } from 'react'
import { auditContract, type Finding } from '../../src-main/audit/contract.ts'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { call } from '../app/api.ts'
import { errorText, fieldErrorText } from '../app/error-text.ts'
import { formatDateTime } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { invalidate, useMethod } from '../app/queries.ts'
import { useVaultState } from '../app/session.ts'
import { Button } from '../components/button.tsx'
import { Callout, Loading, Row, Rows } from '../components/content.tsx'
import { PanelForm } from '../components/panel-form.tsx'
import { focusField } from '../components/form-error-summary.tsx'
import { TextArea } from '../components/text-field.tsx'
import { LogEntries } from './log-entries.tsx'
import { Part, Section } from './section.tsx'

function FindingForm({ finding }: { finding: Finding }) {
  const { t } = useI18n()
  const [note, setNote] = useState('')
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const acknowledge = () => {
    setPressed(true)
    if (busy) return
    if (note.trim().length < 3) {
      focusField(`note-${finding.id}`)
      return
    }
    setBusy(true)
    call(auditContract.acknowledge, { finding: finding.id, note })
      .then(
        () => invalidate('audit'),
        (error: unknown) => setFailure(fieldErrorText(error)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <PanelForm onSubmit={acknowledge} busy={busy} submit={t('log.acknowledge')} failure={failure}>
      <div className="row">
        <CircleAlert className="icon tone-danger" aria-hidden="true" />
        <h3>{t(`log.finding.${finding.kind}`)}</h3>
      </div>
      <p>{t(`log.findingDetail.${finding.kind}`)}</p>
      <p className="muted">
        {t('log.foundAt', { time: formatDateTime(finding.foundAt) })}
        {finding.number === null ? '' : ` ${t('log.atEntry', { number: finding.number })}`}
      </p>
      <TextArea
        name={`note-${finding.id}`}
        label={t('log.note')}
        description={t('log.noteHelp')}
        value={note}
        onChange={setNote}
        error={pressed && note.trim().length < 3 ? t('log.noteMissing') : undefined}
      />
    </PanelForm>
  )
}

export function LogSection() {
  const { t } = useI18n()
  const isOwner = useVaultState().data?.user?.role === 'owner'
  const status = useMethod(auditContract.status, {}, { fresh: true })
  const [result, setResult] = useState<OutputOf<typeof auditContract.verify> | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const verify = () => {
    setBusy(true)
    setFailure(null)
    call(auditContract.verify, {})
      .then(
        (answer) => {
          setResult(answer)
          invalidate('audit')
        },
        (error: unknown) => setFailure(errorText(error)),
      )
      .finally(() => setBusy(false))
  }
  const facts = status.data
  const open = facts?.openFindings ?? []
  const whole = open.length === 0 && facts?.lastVerifiedOk === true
  return (
    <Section id="log" wide>
      {facts ? (
        <Rows>
          <Row
            icon={open.length > 0 ? CircleAlert : whole ? CircleCheck : ScrollText}
            tone={open.length > 0 ? 'danger' : whole ? 'success' : 'muted'}
            title={open.length > 0 ? t('app.logFindings', { count: open.length }) : whole ? t('today.logWhole') : t('today.logUnverified')}
            detail={`${t('app.logHead', { number: facts.head.number })}${facts.lastVerifiedAt ? `, ${t('log.verifiedAt', { time: formatDateTime(facts.lastVerifiedAt) })}` : ''}`}
            end={
              isOwner ? (
                <Button size="s" busy={busy} busyLabel={t('log.verifying')} onPress={verify}>
                  {t('log.verify')}
                </Button>
              ) : null
            }
          />
        </Rows>
      ) : (
        <Loading rows={1} />
      )}
      {result ? (
        <Callout tone={result.ok ? 'success' : 'warning'} alert={!result.ok}>
          {result.ok
            ? t('log.verifiedOk', { count: result.entries })
            : t('log.verifiedBad', { count: result.findings.filter((each) => each.acknowledgedAt === null).length })}
        </Callout>
      ) : null}
      {failure ? (
        <Callout tone="danger" alert>
          {failure}
        </Callout>
      ) : null}
      {isOwner ? open.map((finding) => <FindingForm key={finding.id} finding={finding} />) : null}
      {isOwner ? <Callout>{t('log.extractWhere')}</Callout> : null}
      <Part title={t('log.entries')}>
        <LogEntries isOwner={isOwner} />
      </Part>
    </Section>
  )
}

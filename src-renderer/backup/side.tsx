// Beside the copies: places, certificates, keys, and what was set aside.
import { Archive, CalendarClock, FileCheck, FileX, Folder, FolderPlus, KeyRound, RefreshCw, Undo2, Unplug, Usb } from 'lucide-react'
import { useState } from 'react'
import { backupContract } from '../../src-main/backup/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { call } from '../app/api.ts'
import { flushDrafts } from '../app/drafts.ts'
import { formatDate } from '../app/format.ts'
import { useI18n } from '../app/i18n.ts'
import { useMethod } from '../app/queries.ts'
import { Button } from '../components/button.tsx'
import { Row, Rows, SectionHeading } from '../components/content.tsx'
import { Dialog } from '../components/dialog.tsx'
import { CertificateDialog } from './certificate-dialog.tsx'
import type { Status } from './facts.tsx'
import { KeepDialog } from './keep-dialog.tsx'
import { PassphraseDialog } from './passphrase-dialog.tsx'
import { PlaceDialog, type Plan, type PlanFolder } from './place-dialog.tsx'

function Place({ folder, status, onPress }: { folder: PlanFolder; status: Status; onPress?: () => void }) {
  const { t } = useI18n()
  const place = status.places.find((each) => each.folderId === folder.id)
  const away = !folder.connected
  const late = place?.due === true && folder.schedule === 'weekly'
  const service = folder.synchronisedBy ?? folder.recognisedService
  const detail = away
    ? place && place.overdueDays > 0
      ? t('backup.awayLate', { days: place.overdueDays })
      : t(late ? 'backup.awayDue' : 'backup.awayFine')
    : service
      ? t('backup.synchronised', { service: service === 'other' ? t('backup.otherService') : service })
      : folder.sameDisk && folder.schedule === 'weekly'
        ? t('backup.sameDisk')
        : t(folder.schedule === 'daily' ? 'backup.dailyPlace' : late ? 'backup.weeklyDue' : 'backup.weeklyPlace')
  const warns = (away && late) || service !== null || (folder.sameDisk && folder.schedule === 'weekly')
  return (
    <Row
      icon={away ? Unplug : folder.removable ? Usb : Folder}
      title={folder.label}
      detail={detail}
      {...(warns ? { detailTone: 'warning' as const } : {})}
      {...(onPress ? { onPress } : {})}
    />
  )
}

export function Places({ plan, status, isOwner }: { plan: Plan; status: Status; isOwner: boolean }) {
  const { t } = useI18n()
  const [open, setOpen] = useState<{ folder: PlanFolder | null } | null>(null)
  const [keeping, setKeeping] = useState(false)
  return (
    <section>
      <SectionHeading>{t('backup.places')}</SectionHeading>
      <Rows label={t('backup.places')}>
        {plan.folders.map((folder) => (
          <Place key={folder.id} folder={folder} status={status} {...(isOwner ? { onPress: () => setOpen({ folder }) } : {})} />
        ))}
        {isOwner ? (
          <>
            <Row
              icon={FolderPlus}
              title={t('backup.addPlace')}
              detail={plan.folders.length === 1 ? t('backup.addSecond') : undefined}
              onPress={() => setOpen({ folder: null })}
            />
            <Row icon={CalendarClock} title={t('backup.keepTitle')} detail={keepWords(plan, t)} onPress={() => setKeeping(true)} />
          </>
        ) : null}
      </Rows>
      {open ? <PlaceDialog plan={plan} folder={open.folder} onClose={() => setOpen(null)} /> : null}
      {keeping ? <KeepDialog plan={plan} onClose={() => setKeeping(false)} /> : null}
    </section>
  )
}
export const keepWords = ({ keep }: Plan, t: ReturnType<typeof useI18n>['t']): string =>
  keep.months === null
    ? t('backup.keptAll', { daily: keep.daily, weekly: keep.weekly, monthly: keep.monthly })
    : t('backup.kept', { daily: keep.daily, weekly: keep.weekly, monthly: keep.monthly, months: keep.months })

export function Certificates({ shown, onShow }: { shown: string | null; onShow(id: string | null): void }) {
  const { t } = useI18n()
  const drills = useMethod(backupContract.drills, {}, { fresh: true })
  if (!drills.data || drills.data.length === 0) return null
  const open = drills.data.find(({ id }) => id === shown)
  return (
    <section>
      <SectionHeading>{t('backup.certificates')}</SectionHeading>
      <Rows label={t('backup.certificates')}>
        {drills.data.slice(0, 5).map((drill) => (
          <Row
            key={drill.id}
            icon={drill.ok ? FileCheck : FileX}
            tone={drill.ok ? 'success' : 'danger'}
            title={formatDate(drill.at)}
            detail={t(drill.ok ? (drill.confirmedAt ? 'backup.accepted' : 'backup.unanswered') : 'backup.rejected', {
              count: drill.checks.length,
              name: drill.userName,
            })}
            {...(drill.ok && !drill.confirmedAt ? { detailTone: 'warning' as const } : {})}
            onPress={() => onShow(drill.id)}
          />
        ))}
      </Rows>
      {open ? <CertificateDialog id={open.id} at={open.at} onClose={() => onShow(null)} /> : null}
    </section>
  )
}

export function Keys({ status, isOwner }: { status: Status; isOwner: boolean }) {
  const { t } = useI18n()
  const [open, setOpen] = useState(false)
  return (
    <section>
      <SectionHeading>{t('backup.keys')}</SectionHeading>
      <Rows label={t('backup.keys')}>
        <Row
          icon={KeyRound}
          title={
            status.recoveryKeyProvedAt ? t('backup.keyProved', { date: formatDate(status.recoveryKeyProvedAt) }) : t('backup.keyNotProved')
          }
          detail={status.nextDrillWith === 'recoveryKey' ? t('backup.keyNext') : undefined}
        />
        <Row
          icon={RefreshCw}
          title={
            status.passphraseSet
              ? status.passphraseProvedAt
                ? t('backup.passphraseProved', { date: formatDate(status.passphraseProvedAt) })
                : t('backup.passphraseNotProved')
              : t('backup.passphraseNotSet')
          }
          detail={status.passphraseSet ? (isOwner ? t('backup.changePassphrase') : undefined) : t('backup.keyOnly')}
          {...(status.passphraseSet ? {} : { detailTone: 'warning' as const })}
          {...(isOwner ? { onPress: () => setOpen(true) } : {})}
        />
      </Rows>
      {open ? <PassphraseDialog isSet={status.passphraseSet} onClose={() => setOpen(false)} /> : null}
    </section>
  )
}

/** Vaults that a restore set aside, and copies made before an update: how long they stay, and the way back. */
export function SetAside({ isOwner, onFailed }: { isOwner: boolean; onFailed(error: unknown): void }) {
  const { t } = useI18n()
  const list = useMethod(backupContract.setAside, {}, { fresh: true })
  const [asked, setAsked] = useState<{ path: string; at: string } | null>(null)
  const [busy, setBusy] = useState(false)
  if (!list.data || list.data.length === 0) return null
  const undo = (path: string) => {
    setBusy(true)
    void flushDrafts()
      .then(() => call(shellContract.undoMakeLive, { setAside: path }))
      .catch(onFailed)
      .finally(() => setBusy(false))
  }
  return (
    <section>
      <SectionHeading>{t('backup.setAside')}</SectionHeading>
      <Rows label={t('backup.setAside')}>
        {list.data.map((each) => (
          <Row
            key={each.path}
            icon={each.kind === 'vault' ? Undo2 : Archive}
            title={t(`backup.aside.${each.kind}`, { date: formatDate(each.at) })}
            detail={t('backup.asideGoes', { date: formatDate(each.goesOn) })}
            {...(isOwner && each.kind === 'vault' ? { onPress: () => setAsked(each) } : {})}
          />
        ))}
      </Rows>
      {asked ? (
        <Dialog
          isOpen
          onClose={() => setAsked(null)}
          title={t('backup.putBack')}
          icon={Undo2}
          tone="warning"
          role="alertdialog"
          actions={
            <>
              <Button onPress={() => setAsked(null)} autoFocus>
                {t('common.cancel')}
              </Button>
              <Button variant="primary" busy={busy} busyLabel={t('backup.exchanging')} onPress={() => undo(asked.path)}>
                {t('backup.putBackVerb')}
              </Button>
            </>
          }
        >
          <p>{t('backup.putBackText', { date: formatDate(asked.at) })}</p>
        </Dialog>
      ) : null}
    </section>
  )
}

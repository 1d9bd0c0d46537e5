// What waits for her, worked out from what is really so. Today lists it and the sidebar counts it: one list, so the two never differ.
import { CircleAlert, Copy, FileClock, FileText, KeyRound, ListChecks, type LucideIcon } from 'lucide-react'
import { auditContract } from '../../src-main/audit/contract.ts'
import { backupContract } from '../../src-main/backup/contract.ts'
import { kantaContract } from '../../src-main/kanta/contract.ts'
import { privacyContract } from '../../src-main/privacy/contract.ts'
import { settingsContract } from '../../src-main/settings/contract.ts'
import type { Tone } from '../components/content.tsx'
import { nextStep } from '../first-run/steps.ts'
import { kantaToDo } from '../kanta/kanta-to-do.ts'
import { backupToDo } from './backup-to-do.ts'
import { formatDate } from './format.ts'
import { useI18n } from './i18n.ts'
import { pages } from './pages.tsx'
import { useMethod } from './queries.ts'
import { go, type PageName } from './routes.ts'
import { setSettingUp, useVaultState } from './session.ts'

export interface ToDo {
  id: string
  /** Place in the sidebar that counts it. */
  place: PageName
  icon: LucideIcon
  tone: Tone
  title: string
  detail: string
  /** The verb of the button. */
  action: string
  open(): void
  /** How many things it stands for beside the place; one when it does not say. */
  count?: number
}

/** Most urgent first; undefined until everything needed is known. */
export function useToDo(): readonly ToDo[] | undefined {
  const { t } = useI18n()
  const state = useVaultState().data
  const role = state?.user?.role
  const isOwner = role === 'owner'
  const settings = useMethod(settingsContract.get, {}, { enabled: role !== undefined })
  const check = useMethod(privacyContract.checkRegisterDescription, {}, { enabled: role !== undefined && role !== 'bookkeeper' })
  const audit = useMethod(auditContract.status, {}, { enabled: role !== undefined })
  const mayBackUp = (isOwner || role === 'practitioner') && state?.demo === false && pages.backups !== undefined
  const backup = useMethod(backupContract.status, {}, { enabled: mayBackUp, everyMilliseconds: 600_000 })
  const mayCare = isOwner || role === 'practitioner'
  const kanta = useMethod(kantaContract.status, {}, { enabled: mayCare, keep: true })
  if (
    !state ||
    !settings.data ||
    (isOwner && audit.isPending) ||
    (role !== 'bookkeeper' && check.isPending) ||
    (mayBackUp && backup.isPending)
  )
    return undefined
  const list: ToDo[] = []
  const findings = audit.data?.openFindings ?? []
  if (isOwner && findings.length > 0) {
    list.push({
      id: 'findings',
      place: 'settings',
      icon: CircleAlert,
      tone: 'danger',
      title: t('today.findings', { count: findings.length }),
      detail: t('today.findingsDetail'),
      action: t('today.findingsAction'),
      open: () => go('settings', { section: 'log' }),
    })
  }
  for (const warning of state.warnings) {
    if (!isOwner || warning === 'recoveryUnconfirmed') continue
    list.push({
      id: warning,
      place: 'settings',
      icon: Copy,
      tone: 'warning',
      title: t(`today.warning.${warning}`),
      detail: t(`today.warningDetail.${warning}`),
      action: t('today.warningAction'),
      open: () => go('settings', { section: 'keys' }),
    })
  }
  if (state.viaRecoveryKey) {
    list.push({
      id: 'passphrase',
      place: 'settings',
      icon: KeyRound,
      tone: 'warning',
      title: t('today.newPassphrase'),
      detail: t('today.newPassphraseDetail'),
      action: t('today.newPassphraseAction'),
      open: () => go('settings', { section: 'keys' }),
    })
  }
  const step = isOwner && !state.demo ? nextStep(state, settings.data) : null
  if (step !== null) {
    list.push({
      id: 'setup',
      place: 'today',
      icon: ListChecks,
      tone: 'accent',
      title: t('today.setup'),
      detail: t('today.setupDetail', { step: t(`first-run.step.${step}`) }),
      action: t('common.continue'),
      open: () => setSettingUp(true),
    })
  }
  if (backup.data && mayBackUp) list.push(...backupToDo(t, backup.data, state.warnings.includes('restored')))
  if (kanta.data && mayCare) list.push(...kantaToDo(t, kanta.data))
  const description = check.data
  const openDescription = () => (pages.privacy ? go('privacy') : go('settings', { section: 'practice' }))
  if (description && (step === null || step === 'clients') && isOwner) {
    if (description.missing.length > 0) {
      list.push({
        id: 'missing',
        place: 'privacy',
        icon: FileText,
        tone: 'warning',
        title: t('today.missing', { count: description.missing.length }),
        detail: description.missing
          .slice(0, 2)
          .map((each) => each.message)
          .join(' '),
        action: t('today.missingAction'),
        open: openDescription,
      })
    } else if (!description.newest) {
      list.push({
        id: 'unwritten',
        place: 'privacy',
        icon: FileText,
        tone: 'accent',
        title: t('today.unwritten'),
        detail: t('today.unwrittenDetail'),
        action: t('today.unwrittenAction'),
        open: openDescription,
      })
    }
    const drift = description.drift.filter((each) => each.severity !== 'note')
    if (description.newest && drift.length > 0) {
      list.push({
        id: 'drift',
        place: 'privacy',
        icon: FileClock,
        tone: drift.some((each) => each.severity === 'urgent') ? 'warning' : 'muted',
        title: t('today.drift'),
        detail: t('today.driftDetail', {
          count: drift.length,
          version: description.newest.version,
          date: formatDate(description.newest.date),
        }),
        action: t('today.driftAction'),
        open: openDescription,
      })
    }
  }
  return list
}

/** How many things wait at each place. Today counts the lines of its list. */
export function useWaiting(): Partial<Record<PageName, number>> {
  const list = useToDo() ?? []
  const counts: Partial<Record<PageName, number>> = { today: list.length }
  for (const { place, count = 1 } of list) if (place !== 'today') counts[place] = (counts[place] ?? 0) + count
  return counts
}

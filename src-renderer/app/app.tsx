// What the window shows: first run, lock screen, or the practice.
import { Lock, Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { BackupNotices } from '../backup/notices.tsx'
import { Toasts } from '../components/toasts.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import { listenForKeys, useActions } from './actions.ts'
import { intlLocale, useI18n } from './i18n.ts'
import { Layout } from './layout.tsx'
// Not fetched when it is opened: what she types right after Ctrl K must not be lost.
import { Palette } from './palette.tsx'
import { placesOf } from './places.ts'
import { go, goBack } from './routes.ts'
import { adoptPracticeSettings, lockNow, setSettingUp, useCoreEvents, useSettingUp, useVaultState, type VaultState } from './session.ts'
import { notify, redoLast, undoLast } from './undo.ts'

const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-sheet.tsx')).ShortcutSheet }))
const ProofDialog = lazy(async () => ({ default: (await import('./proof.tsx')).ProofDialog }))
const FirstRun = lazy(async () => ({ default: (await import('../first-run/first-run.tsx')).FirstRun }))
const LockScreen = lazy(async () => ({ default: (await import('../lock/lock-screen.tsx')).LockScreen }))

const regions = ['navigation', 'page', 'toasts', 'status']
/** F6: the next part of the window, so that nothing needs the mouse. */
function moveRegion(step: 1 | -1): void {
  const present = regions
    .map((name) => document.querySelector<HTMLElement>(`[data-region="${name}"]`))
    .filter(
      (element) => element !== null && element.childElementCount > 0 && element.tabIndex >= -1 && element.textContent !== '',
    ) as HTMLElement[]
  const now = present.findIndex((element) => element.contains(document.activeElement))
  const next = present[(now + step + present.length) % present.length]
  const target = next?.querySelector<HTMLElement>('button:not([disabled]), input, [tabindex="0"]') ?? next
  target?.focus()
}

function Practice({ state, onProof }: { state: VaultState; onProof(): void }) {
  const { t } = useI18n()
  const [open, setOpen] = useState<'palette' | 'sheet' | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const lock = () => {
    lockNow().catch(setFailure)
  }
  const undo = (work: () => Promise<string | null>, none: 'app.nothingToUndo' | 'app.nothingToRedo', said: 'app.undone' | 'app.redone') => {
    work().then((message) => notify(message === null ? t(none) : t(said, { message })), setFailure)
  }
  useActions([
    { id: 'palette', label: 'app.palette', keys: 'mod+k', icon: Search, section: 'window', hidden: true, run: () => setOpen('palette') },
    ...placesOf(state.user?.role).map((place) => ({
      id: `place.${place.page}`,
      label: place.label,
      keys: place.keys,
      icon: place.icon,
      section: 'places' as const,
      run: () => go(place.page),
    })),
    { id: 'lock', label: 'app.lock', keys: 'mod+l', icon: Lock, section: 'window', run: lock },
    { id: 'undo', label: 'common.undo', keys: 'mod+z', section: 'window', run: () => undo(undoLast, 'app.nothingToUndo', 'app.undone') },
    {
      id: 'redo',
      label: 'common.redo',
      keys: 'mod+shift+z',
      section: 'window',
      run: () => undo(redoLast, 'app.nothingToRedo', 'app.redone'),
    },
    { id: 'nextRegion', label: 'app.nextRegion', keys: 'f6', section: 'window', hidden: true, run: () => moveRegion(1) },
    { id: 'previousRegion', label: 'app.previousRegion', keys: 'shift+f6', section: 'window', hidden: true, run: () => moveRegion(-1) },
    { id: 'sheet', label: 'app.shortcuts', keys: '?', section: 'window', run: () => setOpen('sheet') },
    { id: 'back', label: 'common.back', keys: 'alt+arrowleft', section: 'window', hidden: true, run: goBack },
  ])
  useEffect(() => {
    adoptPracticeSettings().catch(setFailure)
  }, [])
  return (
    <>
      <Layout state={state} onSearch={() => setOpen('palette')} onKeys={() => setOpen('sheet')} onProof={onProof} onLock={lock} />
      <Toasts onUndoFailed={setFailure} />
      <Suspense fallback={null}>
        {open === 'palette' ? <Palette isOpen onClose={() => setOpen(null)} mayReadClients={state.user?.role !== 'bookkeeper'} /> : null}
        {open === 'sheet' ? <ShortcutSheet isOpen onClose={() => setOpen(null)} /> : null}
      </Suspense>
      <ErrorDialog error={failure} onClose={() => setFailure(null)} title={t('app.actionFailed')} />
    </>
  )
}

function Screens() {
  const state = useVaultState()
  const [proof, setProof] = useState(false)
  const settingUp = useSettingUp()
  const data = state.data
  useEffect(() => {
    if (data && !data.exists) setSettingUp(true)
  }, [data])
  if (state.error) return <StartFailure error={state.error} onRetry={() => void state.refetch()} />
  if (!data) return null
  const onProof = () => setProof(true)
  return (
    <>
      <Suspense fallback={null}>
        {!data.exists || (settingUp && data.unlocked) ? (
          <FirstRun state={data} onDone={() => setSettingUp(false)} />
        ) : data.unlocked ? (
          <Practice key={data.user?.id} state={data} onProof={onProof} />
        ) : (
          <LockScreen state={data} onProof={onProof} />
        )}
        <BackupNotices />
        {proof ? <ProofDialog unlocked={data.unlocked} onClose={() => setProof(false)} /> : null}
      </Suspense>
    </>
  )
}

function StartFailure({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const { t } = useI18n()
  const [closed, setClosed] = useState(false)
  return <ErrorDialog error={closed ? null : error} onClose={() => setClosed(true)} title={t('app.startFailed')} onRetry={onRetry} />
}

export function App() {
  const { language } = useI18n()
  useCoreEvents()
  useEffect(() => listenForKeys(() => true), [])
  return (
    <I18nProvider locale={intlLocale[language]}>
      <Screens />
    </I18nProvider>
  )
}

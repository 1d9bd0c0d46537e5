// The frame around every page: sidebar or rail, page, status bar.
import { FlaskConical, Keyboard, Lock, LogOut, Search, ShieldCheck, TriangleAlert } from 'lucide-react'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components'
import { settingsContract } from '../../src-main/settings/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { BackupStatus } from '../backup/status-items.tsx'
import { Loading } from '../components/content.tsx'
import { KantaStatus } from '../kanta/status-item.tsx'
import { KeyHint } from '../components/key-hint.tsx'
import { IconButton, LinkButton } from '../components/button.tsx'
import { ErrorDialog } from '../components/dialog.tsx'
import './frame.css'
import { ariaKeys, useActions } from './actions.ts'
import { call } from './api.ts'
import { formatTime } from './format.ts'
import { useI18n } from './i18n.ts'
import { pages } from './pages.tsx'
import { type Place, placesOf } from './places.ts'
import { useMethod } from './queries.ts'
import { go, type PageName, type Route, useRoute } from './routes.ts'
import { useSaveState } from './save-state.ts'
import type { VaultState } from './session.ts'
import { useWaiting } from './to-do.ts'
import { useMedia } from './use-media.ts'

const railBelow = '(max-width: 1100px)'

function NavItem({
  icon: Icon,
  label,
  keys,
  current,
  count,
  rail,
  onPress,
  showKeys,
}: Pick<Place, 'icon' | 'keys'> & { label: string; current: boolean; count: number; rail: boolean; onPress(): void; showKeys?: boolean }) {
  const button = (
    <AriaButton
      className="nav-item"
      {...(current ? { 'aria-current': 'page' as const } : {})}
      {...(rail || count > 0 ? { 'aria-label': count > 0 ? `${label}, ${String(count)}` : label } : {})}
      aria-keyshortcuts={ariaKeys(keys)}
      onPress={onPress}
    >
      <Icon className="icon" aria-hidden="true" />
      {rail ? null : (
        <>
          <span>{label}</span>
          {count > 0 ? <span className="count">{count}</span> : null}
          {showKeys ? <KeyHint keys={keys} muted /> : null}
        </>
      )}
    </AriaButton>
  )
  return (
    <li>
      {rail ? (
        <TooltipTrigger delay={300}>
          {button}
          <Tooltip className="tooltip" placement="right" offset={6}>
            {label}
            <KeyHint keys={keys} />
          </Tooltip>
        </TooltipTrigger>
      ) : (
        button
      )}
    </li>
  )
}

/** Back to her own practice; a practice that was itself filled as a demo has no other to go back to. */
function LeaveDemo({ rail }: { rail?: boolean }) {
  const { t } = useI18n()
  const info = useMethod(shellContract.info, {}).data
  const [leaving, setLeaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  if (info?.practice !== 'demo' || info.demoOnly) return null
  const leave = () => {
    if (leaving) return
    setLeaving(true)
    // The page is loaded again, so only a refusal comes back here.
    call(shellContract.leaveDemo, {})
      .catch(setFailure)
      .finally(() => setLeaving(false))
  }
  return (
    <>
      {rail ? (
        <IconButton icon={LogOut} label={t('app.leaveDemo')} onPress={leave} />
      ) : (
        <LinkButton onPress={leave}>{t(leaving ? 'app.leavingDemo' : 'app.leaveDemo')}</LinkButton>
      )}
      <ErrorDialog error={failure} onClose={() => setFailure(null)} title={t('app.leaveDemoFailed')} />
    </>
  )
}

function Sidebar({ state, rail, onSearch, onLock }: { state: VaultState; rail: boolean; onSearch(): void; onLock(): void }) {
  const { t } = useI18n()
  const route = useRoute()
  const waiting = useWaiting()
  const settings = useMethod(settingsContract.get, {})
  const item = (place: Place) => (
    <NavItem
      key={place.page}
      icon={place.icon}
      keys={place.keys}
      label={t(place.label)}
      rail={rail}
      count={waiting[place.page] ?? 0}
      current={place.within.includes(route.page)}
      onPress={() => go(place.page)}
    />
  )
  const inGroup = (group: Place['group']) => placesOf(state.user?.role).filter((place) => place.group === group)
  const user = state.user
  return (
    <nav className="sidebar" aria-label={t('app.navigation')} data-region="navigation" tabIndex={-1}>
      {rail ? (
        state.demo ? (
          <>
            <div className="nav-demo" role="img" aria-label={t('app.demoPractice')}>
              <FlaskConical className="icon" aria-hidden="true" />
            </div>
            <LeaveDemo rail />
          </>
        ) : null
      ) : (
        <div className="practice" data-demo={state.demo || undefined}>
          <strong>{state.demo ? t('app.demoPractice') : (settings.data?.practice?.name ?? t('app.name'))}</strong>
          {user ? (
            <span>
              {user.name}, {t(`app.role.${user.role}`)}
            </span>
          ) : null}
          {state.demo ? <LeaveDemo /> : null}
        </div>
      )}
      <AriaButton className="search-button" aria-label={t('app.search')} aria-keyshortcuts={ariaKeys('mod+k')} onPress={onSearch}>
        <Search className="icon" aria-hidden="true" />
        {rail ? null : (
          <>
            <span>{t('app.search')}</span>
            <KeyHint keys="mod+k" muted />
          </>
        )}
      </AriaButton>
      <ul className="nav-list">{inGroup('work').map(item)}</ul>
      {inGroup('duties').length > 0 ? (
        <>
          {rail ? (
            <div className="nav-gap" />
          ) : (
            <h2 className="nav-group" id="nav-duties">
              {t('app.duties')}
            </h2>
          )}
          <ul className="nav-list" aria-label={t('app.duties')}>
            {inGroup('duties').map(item)}
          </ul>
        </>
      ) : null}
      <div className="nav-spacer" />
      <ul className="nav-list">
        {inGroup('bottom').map(item)}
        <NavItem icon={Lock} keys="mod+l" label={t('app.lock')} rail={rail} count={0} current={false} onPress={onLock} showKeys />
      </ul>
    </nav>
  )
}

/** Present under every screen, the lock screen included. */
export function StatusBar({ onProof, onKeys, end }: { onProof(): void; onKeys?(): void; end?: ReactNode }) {
  const { t } = useI18n()
  const save = useSaveState()
  const connections = useMethod(shellContract.proof, {}, { everyMilliseconds: 30_000 }).data?.letThrough ?? 0
  return (
    <footer className="statusbar" data-region="status" tabIndex={-1}>
      <AriaButton className="status-button" onPress={onProof}>
        {connections === 0 ? (
          <ShieldCheck className="icon-s tone-success" aria-hidden="true" />
        ) : (
          <TriangleAlert className="icon-s tone-danger" aria-hidden="true" />
        )}
        {t('app.connections', { count: connections })}
      </AriaButton>
      <BackupStatus />
      <KantaStatus />
      <span className="status-item" role="status">
        {save.failed ? (
          <span className="tone-danger status-item" role="alert">
            <TriangleAlert className="icon-s" aria-hidden="true" />
            {t('app.saveFailed')}
          </span>
        ) : save.savedAt ? (
          t(save.what === 'draft' ? 'app.draftSavedAt' : 'app.savedAt', { time: formatTime(save.savedAt) })
        ) : null}
      </span>
      <span className="end">
        {onKeys ? (
          <AriaButton className="status-button" onPress={onKeys} aria-keyshortcuts="?">
            <Keyboard className="icon-s" aria-hidden="true" />
            {t('app.shortcuts')} ?
          </AriaButton>
        ) : null}
        {end}
      </span>
    </footer>
  )
}

/** The new page's heading is where reading starts; a field that asked for the focus keeps it. Beside the page, so that it waits for it. */
function Arrival({ route }: { route: Route }) {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const content = document.querySelector('.content')
      if (content && !content.contains(document.activeElement)) content.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [route])
  return null
}

function PageArea() {
  const route = useRoute()
  const Page = pages[route.page] as React.ComponentType<{ params: unknown }> | undefined
  return Page ? (
    <Suspense
      fallback={
        <div className="page-body">
          <Loading />
        </div>
      }
    >
      <Page key={pageKey(route)} params={route.params} />
      <Arrival route={route} />
    </Suspense>
  ) : null
}
const pageKey = (route: { page: PageName; params: object }): string =>
  `${route.page} ${'id' in route.params ? String(route.params.id) : ''}`

/** `rail` is her own choice; below 1100 px and in the note the rail comes by itself. */
export function Layout({
  state,
  onSearch,
  onKeys,
  onProof,
  onLock,
}: {
  state: VaultState
  onSearch(): void
  onKeys(): void
  onProof(): void
  onLock(): void
}) {
  const { t } = useI18n()
  const inNote = useRoute().page === 'note'
  const narrow = useMedia(railBelow) || inNote
  const [chosen, setChosen] = useState<boolean | null>(null)
  const rail = chosen ?? narrow
  useEffect(() => setChosen(null), [narrow])
  useActions([{ id: 'rail', label: 'app.toggleRail', keys: 'mod+b', section: 'window', run: () => setChosen(!rail) }])
  return (
    <div className="frame" data-rail={rail || undefined}>
      <div className="skip-link">
        <LinkButton onPress={() => document.querySelector<HTMLElement>('.content')?.focus()}>{t('app.skip')}</LinkButton>
      </div>
      <Sidebar state={state} rail={rail} onSearch={onSearch} onLock={onLock} />
      <main className="content" data-region="page" tabIndex={-1}>
        <PageArea />
      </main>
      <StatusBar onProof={onProof} onKeys={onKeys} />
    </div>
  )
}

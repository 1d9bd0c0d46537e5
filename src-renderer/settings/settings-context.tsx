// Settings save by themselves: a field when it is left and right, a choice at once. Each saving can be undone, and a change made
// elsewhere meanwhile is shown instead of overwritten.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { settingsContract } from '../../src-main/settings/contract.ts'
import { AppCallError, call } from '../app/api.ts'
import { useDraft } from '../app/drafts.ts'
import { formatTime } from '../app/format.ts'
import { type TextKey, useI18n } from '../app/i18n.ts'
import { queryClient, queryKey } from '../app/queries.ts'
import type { SettingsSection } from '../app/routes.ts'
import { reportSaved } from '../app/save-state.ts'
import { rememberUndo } from '../app/undo.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/content.tsx'

export type SettingsValues = OutputOf<typeof settingsContract.get>
/** Path of a single setting, `practice.address.city`; each has a label in locales/…/settings.json. */
export type SettingPath = TextKey extends infer K ? (K extends `settings.field.${infer P}` ? P : never) : never

/** The value at a path, undefined when any part is missing. */
export const valueAt = (values: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], values)
/** A change that sets one path. */
export const changeAt = (path: string, value: unknown): Record<string, unknown> =>
  path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>

/** Typed and not saved yet; `base` is what was stored when the typing began, so that a change made elsewhere meanwhile is noticed. */
interface Unsaved {
  value: unknown
  base: unknown
}
interface Context {
  values: SettingsValues
  /** Not the owner: everything is shown, nothing can be changed. */
  readOnly: boolean
  save(path: string, value: unknown, label: string): Promise<boolean>
  errors: Readonly<Record<string, string>>
  /** "Tallennettu 14.32" for what was saved last. */
  savedText(path: string): string | undefined
  /** Undefined when nothing unsaved stands in the field. */
  unsaved(path: string): unknown
  /** Keeps what is typed, undefined forgets it. */
  setUnsaved(path: string, value: unknown): void
}
const SettingsContext = createContext<Context | null>(null)
export function useSettings(): Context {
  const context = useContext(SettingsContext)
  if (!context) throw new Error('outside the settings page')
  return context
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** `section`: its half-typed fields are one draft; by default those that the register description asks for. */
export function SettingsProvider({
  section = 'privacy',
  values,
  readOnly,
  children,
}: {
  section?: SettingsSection | 'privacy'
  values: SettingsValues
  readOnly: boolean
  children: ReactNode
}) {
  const { t } = useI18n()
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [saved, setSaved] = useState<{ path: string; at: string } | null>(null)
  const [conflict, setConflict] = useState<{ path: string; value: unknown; label: string } | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [typed, setTyped] = useState<Readonly<Record<string, Unsaved>>>({})
  const latest = useRef({ values, typed })
  // An answer that has come already is newer than what was drawn.
  latest.current = { values: latest.current.values.revision > values.revision ? latest.current.values : values, typed }
  const running = useRef<Promise<unknown>>(Promise.resolve())
  const { keep, discard } = useDraft<Record<string, unknown>>(`settings.fields.${section}`, (stored) =>
    setTyped(stored as Record<string, Unsaved>),
  )

  /** A refusal is about the value that was refused, not about what she types after it. */
  const forgetError = useCallback(
    (path: string) =>
      setErrors((former) => (path in former ? Object.fromEntries(Object.entries(former).filter(([each]) => each !== path)) : former)),
    [],
  )
  const setUnsaved = useCallback(
    (path: string, value: unknown) => {
      const { [path]: former, ...rest } = latest.current.typed
      const next =
        value === undefined
          ? rest
          : { ...rest, [path]: { value, base: former ? former.base : (valueAt(latest.current.values, path) ?? null) } }
      latest.current.typed = next
      setTyped(next)
      forgetError(path)
      if (Object.keys(next).length > 0) keep(next)
      else void discard()
    },
    [keep, discard, forgetError],
  )

  const saveNow = useCallback(
    async (path: string, value: unknown, label: string): Promise<boolean> => {
      const { values: present, typed: unsaved } = latest.current
      const before = valueAt(present, path)
      const next = value === '' || value === undefined ? null : value
      if (same(before, next)) return true
      if (unsaved[path] && !same(unsaved[path].base, before)) {
        setConflict({ path, value, label })
        return false
      }
      const write = async (to: unknown, revision?: number) => {
        const answer = await call(settingsContract.update, {
          ...changeAt(path, to ?? null),
          ...(revision === undefined ? {} : { revision }),
        })
        queryClient.setQueryData(queryKey(settingsContract.get, {}), answer)
        latest.current.values = answer
      }
      try {
        await write(next, present.revision)
        const at = new Date().toISOString()
        setSaved({ path, at })
        reportSaved(at)
        forgetError(path)
        setConflict(null)
        setFailure(null)
        rememberUndo(
          label,
          () => write(before),
          () => write(next),
        )
        return true
      } catch (error) {
        if (!(error instanceof AppCallError)) throw error
        if (error.code === 'conflict') setConflict({ path, value, label })
        else if (error.problems.length > 0) setErrors((former) => ({ ...former, [path]: error.problems[0]!.message }))
        else setFailure(error.message)
        return false
      }
    },
    [forgetError],
  )
  // One after another: two fields left quickly must not take each other's revision for somebody else's change.
  const save = useCallback(
    (path: string, value: unknown, label: string): Promise<boolean> => {
      const result = running.current.then(() => saveNow(path, value, label))
      running.current = result.catch(() => undefined)
      return result
    },
    [saveNow],
  )
  /** Ends a conflict: what stands in the practice now, or what she typed. */
  const settle = async (mine: boolean) => {
    if (!conflict) return
    const { path, value, label } = conflict
    setConflict(null)
    latest.current.values = await queryClient.fetchQuery({
      queryKey: queryKey(settingsContract.get, {}),
      queryFn: () => call(settingsContract.get, {}),
      staleTime: 0,
    })
    setUnsaved(path, undefined)
    if (mine) await save(path, value, label)
  }

  const context = useMemo<Context>(
    () => ({
      values,
      readOnly,
      save,
      errors,
      unsaved: (path) => typed[path]?.value,
      setUnsaved,
      savedText: (path) => (saved?.path === path ? t('app.savedAt', { time: formatTime(saved.at) }) : undefined),
    }),
    [values, readOnly, save, errors, typed, setUnsaved, saved, t],
  )
  return (
    <SettingsContext value={context}>
      {conflict ? (
        <Callout
          tone="warning"
          alert
          actions={
            <>
              <Button size="s" onPress={() => void settle(false).catch(() => setFailure(t('common.unexpected')))}>
                {t('settings.reload')}
              </Button>
              <Button size="s" onPress={() => void settle(true).catch(() => setFailure(t('common.unexpected')))}>
                {t('settings.keepMine')}
              </Button>
            </>
          }
        >
          {t('settings.conflict', { field: conflict.label })}
        </Callout>
      ) : null}
      {failure ? (
        <Callout tone="danger" alert>
          {failure}
        </Callout>
      ) : null}
      {readOnly ? <Callout>{t('settings.readOnly')}</Callout> : null}
      {children}
    </SettingsContext>
  )
}

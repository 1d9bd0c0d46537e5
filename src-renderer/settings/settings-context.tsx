// Settings save by themselves: a field when it is left and right, a choice at once. Each saving can be undone, and a change made
// elsewhere meanwhile is shown instead of overwritten.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { OutputOf } from '../../src-main/core/contract.ts'
import { settingsContract } from '../../src-main/settings/contract.ts'
import { AppCallError, call } from '../app/api.ts'
import { useDraft } from '../app/drafts.ts'
import { formatTime } from '../app/format.ts'
import { type TextKey, useI18n } from '../app/i18n.ts'
import { queryClient, queryKey } from '../app/queries.ts'
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

interface Context {
  values: SettingsValues
  /** Not the owner: everything is shown, nothing can be changed. */
  readOnly: boolean
  save(path: string, value: unknown, label: string): Promise<boolean>
  errors: Readonly<Record<string, string>>
  /** "Tallennettu 14.32" for what was saved last. */
  savedText(path: string): string | undefined
  dirty: Readonly<Record<string, string>>
  setDirty(path: string, text: string | undefined): void
}
const SettingsContext = createContext<Context | null>(null)
export function useSettings(): Context {
  const context = useContext(SettingsContext)
  if (!context) throw new Error('outside the settings page')
  return context
}

export function SettingsProvider({ values, readOnly, children }: { values: SettingsValues; readOnly: boolean; children: ReactNode }) {
  const { t } = useI18n()
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [saved, setSaved] = useState<{ path: string; at: string } | null>(null)
  const [conflict, setConflict] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [dirty, setDirtyMap] = useState<Record<string, string>>({})
  const draft = useDraft<Record<string, unknown>>('settings', (stored) => setDirtyMap(stored as Record<string, string>))
  const latest = useRef({ values, dirty })
  latest.current = { values, dirty }
  const { keep, discard } = draft

  const setDirty = useCallback(
    (path: string, text: string | undefined) => {
      const { [path]: _, ...rest } = latest.current.dirty
      const next = text === undefined ? rest : { ...rest, [path]: text }
      latest.current.dirty = next
      setDirtyMap(next)
      if (Object.keys(next).length > 0) keep(next)
      else void discard()
    },
    [keep, discard],
  )

  const save = useCallback(async (path: string, value: unknown, label: string): Promise<boolean> => {
    const { values: present } = latest.current
    const before = valueAt(present, path)
    const next = value === '' || value === undefined ? null : value
    if (JSON.stringify(before ?? null) === JSON.stringify(next)) return true
    const write = async (to: unknown, revision?: number) => {
      const answer = await call(settingsContract.update, { ...changeAt(path, to ?? null), ...(revision === undefined ? {} : { revision }) })
      queryClient.setQueryData(queryKey(settingsContract.get, {}), answer)
      latest.current.values = answer
    }
    try {
      await write(next, present.revision)
      const at = new Date().toISOString()
      setSaved({ path, at })
      reportSaved(at)
      setErrors((former) => Object.fromEntries(Object.entries(former).filter(([each]) => each !== path)))
      setConflict(false)
      setFailure(null)
      rememberUndo(
        label,
        () => write(before),
        () => write(next),
      )
      return true
    } catch (error) {
      if (!(error instanceof AppCallError)) throw error
      if (error.code === 'conflict') setConflict(true)
      else if (error.problems.length > 0) setErrors((former) => ({ ...former, [path]: error.problems[0]!.message }))
      else setFailure(error.message)
      return false
    }
  }, [])

  const context = useMemo<Context>(
    () => ({
      values,
      readOnly,
      save,
      errors,
      dirty,
      setDirty,
      savedText: (path) => (saved?.path === path ? t('app.savedAt', { time: formatTime(saved.at) }) : undefined),
    }),
    [values, readOnly, save, errors, dirty, setDirty, saved, t],
  )
  useEffect(() => setConflict(false), [values.revision])
  return (
    <SettingsContext value={context}>
      {conflict ? (
        <Callout
          tone="warning"
          alert
          actions={
            <Button size="s" onPress={() => void queryClient.invalidateQueries({ queryKey: queryKey(settingsContract.get, {}) })}>
              {t('settings.reload')}
            </Button>
          }
        >
          {t('settings.conflict')}
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

// A form: values by name, checks when a field is left, a submit that never is disabled but says what is missing, and a draft that
// survives everything. Names are the paths of the method's input (`address.street`), so that the core's problems find their field.
import { type FocusEvent, useCallback, useMemo, useRef, useState } from 'react'
import { type FieldFault, focusField } from '../components/form-error-summary.tsx'
import { AppCallError } from './api.ts'
import { type CheckKind, type CheckResult, useFieldChecks } from './checks.ts'
import { type DraftHandle, useDraft } from './drafts.ts'
import { afterPress } from './press.ts'

export type Faults<V> = Partial<Record<keyof V & string, string>>
export interface FormOptions<V> {
  /** Name of the draft; null keeps none. Secrets must never be among the values of a form with a draft. */
  draft: string | null
  initial: V
  labels: Record<keyof V & string, string>
  /** Messages in the user's language for what is wrong with the values. */
  check?(values: V): Faults<V>
  /** Fields that the core checks while she types: `{ 'practice.businessId': 'businessId' }`. Keep the object outside the component. */
  checks?: Partial<Record<keyof V & string, CheckKind>>
}
export interface Form<V> {
  values: V
  set<K extends keyof V & string>(name: K, value: V[K]): void
  replace(values: V): void
  /** Props for a text field. */
  text(name: { [K in keyof V & string]: V[K] extends string ? K : never }[keyof V & string]): {
    name: string
    label: string
    value: string
    error: string | undefined
    confirmation: string | undefined
    onChange(value: string): void
    onBlur(event?: FocusEvent): void
  }
  /** What the core's checks of fields told. */
  checked: Partial<Record<keyof V & string, CheckResult>>
  /** Error of any field, once it should be shown. */
  error(name: keyof V & string): string | undefined
  leave(name: keyof V & string): void
  /** For the summary on top; filled by a submit that found something. */
  faults: readonly FieldFault[]
  busy: boolean
  /** Anything that is not about one field. */
  failure: AppCallError | null
  /** Runs `work` when nothing is wrong; a refusal of the core goes to its fields. Resolves to true when done. */
  submit(work: (values: V) => Promise<unknown>): Promise<boolean>
  draft: DraftHandle<Record<string, unknown>>
  changed: boolean
}

export function useForm<V extends { [K in keyof V]: V[K] }>({
  draft: draftName,
  initial,
  labels,
  check = () => ({}),
  checks = {},
}: FormOptions<V>): Form<V> {
  type Name = keyof V & string
  const [values, setValues] = useState(initial)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<Readonly<Record<string, { message: string; value: unknown }>>>({})
  const [submitted, setSubmitted] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<AppCallError | null>(null)
  const latest = useRef(values)
  const draft = useDraft<Record<string, unknown>>(draftName, (stored) => {
    latest.current = { ...latest.current, ...(stored as Partial<V>) }
    setValues(latest.current)
  })
  const keep = draft.keep
  const replace = useCallback(
    (next: V) => {
      latest.current = next
      setValues(next)
      keep(next as unknown as Record<string, unknown>)
    },
    [keep],
  )
  const set = useCallback(<K extends Name>(name: K, value: V[K]) => replace({ ...latest.current, [name]: value }), [replace])

  const checked = useFieldChecks<Name>(values as Partial<Record<Name, unknown>>, checks)
  const faultsOf = (of: V): Faults<V> => {
    const own = check(of)
    // The checks told of the values drawn last; a value changed since is the core's to judge.
    for (const name of Object.keys(checked) as Name[])
      if (of[name] === values[name] && checked[name]?.error) own[name] ??= checked[name].error
    return own
  }
  const found = faultsOf(values)
  const messageOf = (name: Name): string | undefined => {
    const own = found[name]
    if (own) return own
    const byCore = refused[name]
    return byCore && byCore.value === values[name] ? byCore.message : undefined
  }
  const error = (name: Name) =>
    submitted || (left.has(name) && (values[name] as unknown) !== '') || refused[name] ? messageOf(name) : undefined
  const leave = (name: Name) => afterPress(() => setLeft((former) => (former.has(name) ? former : new Set(former).add(name))))
  const faults = useMemo<FieldFault[]>(() => {
    if (!submitted) return []
    return (Object.keys(labels) as Name[]).flatMap((name) => {
      const message = messageOf(name)
      return message ? [{ name, label: labels[name], message }] : []
    })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- messageOf follows from these
  }, [submitted, values, refused, labels, checked])

  const submit = async (work: (values: V) => Promise<unknown>): Promise<boolean> => {
    if (busy) return false
    setSubmitted(true)
    setFailure(null)
    const wrong = (Object.keys(labels) as Name[]).filter((name) => faultsOf(latest.current)[name])
    if (wrong[0]) {
      focusField(wrong[0])
      return false
    }
    setBusy(true)
    try {
      await work(latest.current)
      setSubmitted(false)
      return true
    } catch (problem) {
      if (!(problem instanceof AppCallError)) throw problem
      const mine = problem.problems.filter((each) => each.path.join('.') in labels)
      setRefused(
        Object.fromEntries(
          mine.map((each) => [each.path.join('.'), { message: each.message, value: latest.current[each.path.join('.') as Name] }]),
        ),
      )
      if (mine[0]) focusField(mine[0].path.join('.'))
      else setFailure(problem)
      return false
    } finally {
      setBusy(false)
    }
  }
  return {
    values,
    set,
    replace,
    checked,
    error,
    leave,
    faults,
    busy,
    failure,
    submit,
    draft,
    changed: (Object.keys(initial) as Name[]).some((name) => JSON.stringify(initial[name]) !== JSON.stringify(values[name])),
    text: (name) => ({
      name,
      label: labels[name],
      value: values[name] as string,
      error: error(name),
      confirmation: checked[name]?.confirmation,
      onChange: (value) => set(name, value as V[typeof name]),
      onBlur: () => leave(name),
    }),
  }
}

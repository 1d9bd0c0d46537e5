// Queries and commands over the core, kept fresh by its `changed` events and by nothing else: a query may write to the log of
// views, so nothing is asked again merely because a window got focus.
import { QueryClient, useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Call, InputOf, MethodDefinition, OutputOf } from '../../src-main/core/contract.ts'
import { type AppCallError, call } from './api.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 60_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** What else depends on a topic: the domain itself always does. */
const dependents: Record<string, readonly string[]> = {
  settings: [
    'privacy.checkRegisterDescription',
    'privacy.previewRegisterDescription',
    'privacy.catalogue',
    'treatment.missing',
    'kanta.status',
    'kanta.missing',
  ],
  clients: ['privacy.checkRegisterDescription', 'exchange.', 'treatment.missing', 'kanta.status', 'kanta.missing'],
  visits: ['treatment.missing', 'kanta.missing'],
  kanta: ['clients.timeline'],
  attachments: ['clients.timeline'],
  privacy: ['audit.status'],
  vault: ['users.', 'audit.status'],
  users: ['vault.state', 'vault.info', 'treatment.missing'],
  audit: ['audit.'],
  imports: ['exchange.', 'privacy.'],
  registerDescription: ['privacy.'],
}

/** Marks stale what a change touched; with ids, queries about one other record stay as they are. */
export function invalidate(topic: string, ids: readonly string[] = []): void {
  const others = dependents[topic] ?? []
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => {
      const [name, input] = queryKey as [string, { id?: unknown } | undefined]
      // Ids are those of the topic's own domain; what depends on it is of another.
      if (others.some((prefix) => name.startsWith(prefix))) return true
      if (!name.startsWith(`${topic}.`)) return false
      return ids.length === 0 || typeof input?.id !== 'string' || ids.includes(input.id)
    },
  })
}

/**
 * Any call counts for the core as somebody being there. Asking on a timer would keep the practice unlocked in an empty room, so it is done
 * only shortly after a key or the pointer was used.
 */
const thereForMilliseconds = 30_000
let lastInputAt = -Infinity
for (const type of ['keydown', 'pointerdown', 'pointermove', 'wheel'])
  document.addEventListener(type, () => (lastInputAt = performance.now()), { capture: true, passive: true })
const somebodyIsThere = (): boolean => performance.now() - lastInputAt < thereForMilliseconds

export const queryKey = <M extends MethodDefinition>(definition: M, input: InputOf<M>): readonly [string, InputOf<M>] => [
  definition.name,
  input,
]

/**
 * A query of the core. `enabled: false` waits; `keep` shows the former answer while the next one is on its way; `fresh` asks anew whenever the
 * component appears, and `everyMilliseconds` now and then while somebody is there: for facts that no `changed` event announces.
 */
export function useMethod<M extends MethodDefinition>(
  definition: M,
  input: InputOf<M>,
  options: { enabled?: boolean; keep?: boolean; fresh?: boolean; everyMilliseconds?: number } = {},
): UseQueryResult<OutputOf<M>, AppCallError> {
  const query = useQuery<OutputOf<M>, AppCallError>({
    queryKey: queryKey(definition, input),
    queryFn: () => call(definition, input),
    enabled: options.enabled ?? true,
    refetchOnMount: options.fresh ? 'always' : true,
    ...(options.keep ? { placeholderData: (previous: unknown) => previous as never } : {}),
  })
  const { refetch } = query
  const every = (options.enabled ?? true) ? options.everyMilliseconds : undefined
  useEffect(() => {
    if (every === undefined) return
    const timer = setInterval(() => {
      if (somebodyIsThere()) void refetch()
    }, every)
    return () => clearInterval(timer)
  }, [every, refetch])
  return query
}

export interface CommandInput<M extends MethodDefinition> {
  input: InputOf<M>
  secrets?: Call['secrets']
}

/** A command of the core: `const save = useCommand(clientsContract.update); await save.mutateAsync({ input })`. */
export function useCommand<M extends MethodDefinition>(definition: M): UseMutationResult<OutputOf<M>, AppCallError, CommandInput<M>> {
  return useMutation<OutputOf<M>, AppCallError, CommandInput<M>>({ mutationFn: ({ input, secrets }) => call(definition, input, secrets) })
}

// Rows of the client list: by position for scrolling anywhere in 100,000, by words while she types.
import { useQueries } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type ClientRow, clientsContract } from '../../src-main/clients/contract.ts'
import { call } from '../app/api.ts'
import { queryClient, queryKey, useMethod } from '../app/queries.ts'

const chunkRows = 100
/** Fetched beside what is in sight, so that a turn of the wheel meets rows that are there. */
const marginRows = 30
const searchRows = 100
const searchDelayMilliseconds = 40

const pageInput = (chunk: number, archived: boolean) => ({ offset: chunk * chunkRows, limit: chunkRows, archived })

export interface Rows {
  count: number
  rowAt(index: number): ClientRow | undefined
  onRange(first: number, last: number): void
  error: Error | null
  /** False until the first rows or the first count have come. */
  ready: boolean
}

/** The list in order. One span of chunks is asked for at a time: while the scroll bar is dragged, only where it rests is fetched. */
export function useClientPages(archived: boolean, enabled: boolean): Rows {
  const [span, setSpan] = useState<readonly [number, number]>([0, 0])
  const wanted = useRef(span)
  const counted = useMethod(clientsContract.count, {})
  const chunks = Array.from({ length: span[1] - span[0] + 1 }, (_, index) => span[0] + index)
  const answers = useQueries({
    queries: chunks.map((chunk) => ({
      queryKey: queryKey(clientsContract.page, pageInput(chunk, archived)),
      queryFn: () => call(clientsContract.page, pageInput(chunk, archived)),
      enabled,
    })),
  })
  const busy = enabled && answers.some((answer) => answer.isPending)
  const settle = useCallback(
    () => setSpan((now) => (now[0] === wanted.current[0] && now[1] === wanted.current[1] ? now : wanted.current)),
    [],
  )
  useEffect(() => {
    if (!busy) settle()
  }, [busy, settle])
  useEffect(() => {
    wanted.current = [0, 0]
    settle()
  }, [archived, settle])

  const total = answers.find((answer) => answer.data)?.data?.total ?? (archived ? counted.data?.archived : counted.data?.active)
  return {
    count: total ?? 0,
    ready: total !== undefined,
    error: answers.find((answer) => answer.error)?.error ?? null,
    rowAt(index) {
      const chunk = Math.floor(index / chunkRows)
      const data =
        answers[chunk - span[0]]?.data ??
        queryClient.getQueryData<{ clients: ClientRow[] }>(queryKey(clientsContract.page, pageInput(chunk, archived)))
      return data?.clients[index % chunkRows]
    },
    onRange(first, last) {
      const end = Math.max(0, (total ?? 1) - 1)
      wanted.current = [Math.floor(Math.max(0, first - marginRows) / chunkRows), Math.floor(Math.min(end, last + marginRows) / chunkRows)]
      if (!busy) settle()
    },
  }
}

interface Found {
  text: string
  archived: boolean
  clients: readonly ClientRow[]
  cursor: string | undefined
}

/** `found` stays on screen until the next answer has come, so that nothing flickers between two letters. */
export function useClientSearch(typed: string, archived: boolean): { found: Found | null; error: Error | null; loadMore(): void } {
  const text = typed.trim()
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), text === '' ? 0 : searchDelayMilliseconds)
    return () => clearTimeout(timer)
  }, [text])
  const answer = useMethod(clientsContract.search, { text: asked, limit: searchRows, archived }, { enabled: asked !== '' })
  const [found, setFound] = useState<Found | null>(null)
  const loading = useRef(false)
  useEffect(() => {
    if (asked !== '' && answer.data) setFound({ text: asked, archived, clients: answer.data.clients, cursor: answer.data.cursor })
  }, [asked, archived, answer.data])
  useEffect(() => {
    if (text === '') setFound(null)
  }, [text])
  const loadMore = () => {
    if (!found?.cursor || loading.current) return
    loading.current = true
    call(clientsContract.search, { text: found.text, limit: searchRows, archived: found.archived, cursor: found.cursor })
      .then(
        (next) =>
          setFound((now) =>
            now && now.text === found.text && now.cursor === found.cursor
              ? { ...now, clients: [...now.clients, ...next.clients], cursor: next.cursor }
              : now,
          ),
        () => setFound((now) => (now && now.cursor === found.cursor ? { ...now, cursor: undefined } : now)),
      )
      .finally(() => {
        loading.current = false
      })
  }
  return { found: text === '' ? null : found, error: answer.error, loadMore }
}

// Rows of one state, fetched page by page as they come into sight: a queue may have tens of thousands.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { kantaContract } from '../../src-main/kanta/contract.ts'
import { type AppCallError, call } from '../app/api.ts'
import { newestFirst, type QueueRow, type QueueState } from './state-words.ts'

const perPage = 300

export interface QueueList {
  /** Of all rows, as far as known. */
  count: number
  rowAt(index: number): QueueRow | undefined
  onRange(first: number, last: number): void
  ready: boolean
  error: AppCallError | null
}

/** @param expected rows of the state by the counts */
export function useQueueList(state: QueueState, expected: number): QueueList {
  const query = useInfiniteQuery<QueueRow[], AppCallError, { pages: QueueRow[][] }, readonly unknown[], number | undefined>({
    queryKey: [kantaContract.queue.name, { state, byPage: true }],
    queryFn: ({ pageParam }) =>
      call(kantaContract.queue, {
        state,
        limit: perPage,
        newestFirst: newestFirst(state),
        ...(pageParam === undefined ? {} : { after: pageParam }),
      }),
    initialPageParam: undefined,
    getNextPageParam: (page) => (page.length < perPage ? undefined : page.at(-1)!.number),
  })
  const pages = query.data?.pages ?? []
  const loaded = pages.reduce((sum, page) => sum + page.length, 0)
  const { hasNextPage, isFetching, fetchNextPage } = query
  const needed = useRef(0)
  const more = () => {
    if (needed.current >= loaded - 50 && hasNextPage && !isFetching) void fetchNextPage()
  }
  const latest = useRef(more)
  latest.current = more
  useEffect(() => latest.current(), [loaded, hasNextPage, isFetching])
  return {
    count: hasNextPage ? Math.max(expected, loaded + 1) : loaded,
    rowAt: (index) => pages[Math.floor(index / perPage)]?.[index % perPage],
    onRange(_first, last) {
      needed.current = last
      latest.current()
    },
    ready: query.data !== undefined,
    error: query.error,
  }
}

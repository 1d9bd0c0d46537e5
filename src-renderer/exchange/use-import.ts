// One file on its way in: chosen, read without changing anything, corrected, imported.
import { useEffect, useRef, useState } from 'react'
import type { InputOf, OutputOf } from '../../src-main/core/contract.ts'
import { exchangeContract } from '../../src-main/exchange/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { AppCallError, call } from '../app/api.ts'

export type Report = OutputOf<typeof exchangeContract.importClients>
type Input = InputOf<typeof exchangeContract.importClients>
/** What she has corrected; what is absent is judged by the core. */
export interface Corrections {
  mapping?: (string | null)[]
  encoding?: NonNullable<Input['encoding']>
  delimiter?: string
  hasHeadings?: boolean
}
export interface Progress {
  step: string
  done: number
  total: number
}
/** Columns that may share a field: the texts are put one after another. */
const shared: ReadonlySet<string> = new Set(['otherEmail', 'otherPhone', 'note', 'noteLine', 'streetMore'])

/** The mapping with one column changed; the field is taken from the column that had it. */
export const withField = (mapping: readonly (string | null)[], column: number, field: string | null): (string | null)[] =>
  mapping.map((one, index) => (index === column ? field : field !== null && one === field && !shared.has(field) ? null : one))

export interface ImportWork {
  path: string | null
  report: Report | null
  /** The answer of the real import. */
  result: Report | null
  reading: boolean
  running: boolean
  progress: Progress | null
  error: AppCallError | null
  choose(): Promise<void>
  correct(change: Corrections): void
  run(sourceName: string): Promise<void>
}

export function useImport(): ImportWork {
  const [path, setPath] = useState<string | null>(null)
  const [corrections, setCorrections] = useState<Corrections>({})
  const [report, setReport] = useState<Report | null>(null)
  const [result, setResult] = useState<Report | null>(null)
  const [reading, setReading] = useState(false)
  const [running, setRunning] = useState(false)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [error, setError] = useState<AppCallError | null>(null)
  const newest = useRef(0)

  useEffect(
    () =>
      window.practice.subscribe((event) => {
        if (event.type === 'progress' && event.method === exchangeContract.importClients.name) setProgress(event)
      }),
    [],
  )
  const fail = (problem: unknown) => {
    if (!(problem instanceof AppCallError)) throw problem
    setError(problem)
  }
  /** Reads the file and compares; only the newest answer counts. */
  const read = async (file: string, with_: Corrections) => {
    const mine = ++newest.current
    setReading(true)
    setError(null)
    setCorrections(with_)
    try {
      const answer = await call(exchangeContract.importClients, { path: file, dryRun: true, ...with_ })
      if (mine === newest.current) setReport(answer)
    } catch (problem) {
      if (mine === newest.current) fail(problem)
    } finally {
      if (mine === newest.current) {
        setReading(false)
        setProgress(null)
      }
    }
  }
  return {
    path,
    report,
    result,
    reading,
    running,
    progress,
    error,
    async choose() {
      const { paths } = await call(shellContract.chooseFile, { kinds: ['csv', 'text', 'any'] })
      const file = paths[0]
      if (file === undefined) return
      setPath(file)
      setReport(null)
      setResult(null)
      await read(file, {})
    },
    correct(change) {
      if (path === null) return
      // Another encoding, separator or first row makes other columns: what was said of the former ones no longer holds.
      const { mapping: _former, ...rest } = corrections
      void read(path, { ...('mapping' in change ? corrections : rest), ...change })
    },
    async run(sourceName) {
      if (path === null || report === null || running) return
      newest.current++
      setReading(false)
      setRunning(true)
      setError(null)
      try {
        const { mapping, encoding, delimiter, hasHeadings } = report
        const name = sourceName.trim()
        const answer = await call(exchangeContract.importClients, {
          path,
          dryRun: false,
          mapping,
          encoding,
          delimiter,
          hasHeadings,
          ...(name ? { sourceName: name } : {}),
        })
        setResult(answer)
      } catch (problem) {
        fail(problem)
      } finally {
        setRunning(false)
        setProgress(null)
      }
    },
  }
}

/** The last part of a path of either kind. */
export const fileNameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path

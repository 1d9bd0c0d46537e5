// What the note page stands on, read once: each of these reads is written to the log of views, so none is asked again at every autosave.
import { useCallback, useEffect, useState } from 'react'
import { type Client, clientsContract } from '../../src-main/clients/contract.ts'
import type { Purpose } from '../../src-main/core/contract.ts'
import { type Template, templatesContract } from '../../src-main/templates/contract.ts'
import { type Entry, treatmentContract } from '../../src-main/treatment/contract.ts'
import { type Visit, visitsContract } from '../../src-main/visits/contract.ts'
import { AppCallError, call } from '../app/api.ts'
import type { Routes } from '../app/routes.ts'

export interface NoteRecord {
  client: Client
  visit: Visit
  templates: Template[]
  /** The note of the visit; null when nothing was written yet. */
  entry: Entry | null
  /** Id of the newest note of the visit, whichever is shown. */
  newestOfVisit: string | null
  /** Every signed version of it, oldest first. */
  versions: Entry[]
  /** Signed notes of other visits, newest first. */
  earlier: Entry[]
  /** What the record was opened for, where that was asked. */
  purpose: Purpose | undefined
}

async function readRecord({ visitId, entryId, besides }: Routes['note'], purpose: Purpose | undefined): Promise<NoteRecord> {
  const because = purpose === undefined ? {} : { purpose }
  const asked = entryId === undefined ? undefined : await call(treatmentContract.get, { entryId, ...because })
  const visit = await call(visitsContract.get, { id: asked?.visitId ?? visitId ?? '', ...because })
  const { entries } = await call(treatmentContract.list, { clientId: visit.clientId, limit: 100, ...because })
  const ofVisit = entries.filter((entry) => entry.visitId === visit.id)
  // Ids grow with time: what is newer than the note she began another one beside is that other one.
  const own = besides === undefined ? ofVisit[0] : ofVisit.find(({ entryId: id }) => id > besides)
  const entry = asked ?? ofVisit.find(({ state }) => state === 'draft') ?? own ?? null
  const [client, { templates }, { versions }] = await Promise.all([
    call(clientsContract.get, { id: visit.clientId, ...because }),
    call(templatesContract.list, {}),
    entry && entry.state !== 'draft'
      ? call(treatmentContract.history, { entryId: entry.entryId, ...because })
      : Promise.resolve({ versions: [] as Entry[] }),
  ])
  const earlier = entries.filter(({ entryId: id, state }) => id !== entry?.entryId && (state === 'signed' || state === 'amended'))
  const newestOfVisit =
    ofVisit
      .map(({ entryId: id }) => id)
      .sort()
      .at(-1) ?? null
  return { client, visit, templates, entry, newestOfVisit, versions, earlier, purpose }
}

/** The record behind a place; `reload` reads it anew, for instance after a signature. */
export function useRecord(place: Routes['note'], purpose: Purpose | undefined) {
  const [state, setState] = useState<{ record: NoteRecord | null; error: AppCallError | null; reading: number }>({
    record: null,
    error: null,
    reading: 0,
  })
  const [reading, setReading] = useState(1)
  const { visitId, entryId, besides } = place
  useEffect(() => {
    let current = true
    const named = {
      ...(visitId === undefined ? {} : { visitId }),
      ...(entryId === undefined ? {} : { entryId }),
      ...(besides === undefined ? {} : { besides }),
    }
    readRecord(named, purpose).then(
      (record) => current && setState({ record, error: null, reading }),
      (error: unknown) => {
        if (!(error instanceof AppCallError)) throw error
        if (current) setState({ record: null, error, reading })
      },
    )
    return () => {
      current = false
    }
  }, [visitId, entryId, besides, purpose, reading])
  const reload = useCallback(() => setReading((former) => former + 1), [])
  return { ...state, reload }
}

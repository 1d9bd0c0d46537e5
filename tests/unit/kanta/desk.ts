// A practice that keeps its record in Kanta, with short ways to write, sign and export. Everybody is made up, so artificial codes are queued.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { aClient, type ClientBuilder } from '../../fixtures/a-client.ts'
import { temporaryFolder, testVault, type TestVault } from '../../fixtures/test-vault.ts'
import type { QueueRowOut, QueueState } from '../../../src-main/kanta/shapes-contract.ts'

export interface ExportResult {
  written: {
    documentId: string
    setId: string
    version: number
    kind: string
    entryId: string
    file: string
    sha256: string
    again: boolean
  }[]
  skipped: { entryId: string; documentId?: string; reason: string; problems?: { code: string }[] }[]
  findings: { finding: string; documentId?: string }[]
  differences?: { restored: boolean; unknown: { documentId: string; known: boolean }[]; decision?: string }
  manifest: string
}

export const kantaSettings = {
  practice: {
    name: 'Osteopatia Esimerkki',
    businessId: '1234567-1',
    address: { street: 'Esimerkkikatu 1', postalCode: '33100', city: 'Tampere' },
  },
  patientRecord: { location: 'kanta', kantaJoined: '2026-01-01' },
  kanta: { organisationOid: '1.2.246.10.12345671.10.0', registerCode: '10', viewCode: 'FYS', artificialIdentityCodes: 'queue' },
}

export interface KantaDesk extends TestVault {
  clientId: string
  newClient(who?: ClientBuilder): Promise<string>
  /** A visit with a draft in it. */
  draft(text?: string, more?: Record<string, unknown>): Promise<string>
  /** A visit with a signed entry. */
  signed(text?: string, more?: Record<string, unknown>): Promise<string>
  amend(entryId: string, text: string): Promise<void>
  void(entryId: string, reason?: string): Promise<void>
  export(outbox: string, more?: Record<string, unknown>): Promise<ExportResult>
  answer(
    documentId: string,
    result?: 'accepted' | 'rejected',
    more?: Record<string, unknown>,
  ): Promise<{ state: QueueState; outcome: string }>
  queue(more?: Record<string, unknown>): Promise<QueueRowOut[]>
  /** States of an entry's rows, oldest first. */
  states(entryId: string): Promise<string[]>
}

export async function kantaDesk(settings: Record<string, unknown> = kantaSettings): Promise<KantaDesk> {
  const vault = await testVault()
  await vault.must('vault.adopt') // the folder is a copy of the template
  await vault.must('settings.update', settings)
  return deskOf(vault)
}

export async function deskOf(vault: TestVault, clientId?: string): Promise<KantaDesk> {
  const newClient = async (who = aClient().withHetu()): Promise<string> =>
    (await vault.must<{ id: string }>('clients.create', { ...who.fields(), sex: 'female' })).id
  const desk: KantaDesk = {
    ...vault,
    clientId: clientId ?? (await newClient()),
    newClient,
    async draft(text = 'Alaselkä kipeä.', more = {}) {
      const { start, clientId: whose, ...content } = more
      const visit = await vault.must<{ id: string }>('visits.start', { clientId: whose ?? desk.clientId, ...(start ? { start } : {}) })
      const draft = await vault.must<{ entryId: string }>('treatment.saveDraft', {
        visitId: visit.id,
        sections: { reason: text },
        source: 'patient',
        ...content,
      })
      await vault.must('visits.end', { id: visit.id, ...(start ? { end: start } : {}) })
      return draft.entryId
    },
    async signed(text, more) {
      const entryId = await desk.draft(text, more)
      await vault.must('treatment.sign', { entryId })
      return entryId
    },
    amend: (entryId, text) => vault.must('treatment.amend', { entryId, sections: { reason: text }, reason: 'Korjaus' }),
    void: (entryId, reason = 'Väärän asiakkaan tiedoissa') => vault.must('treatment.void', { entryId, reason }),
    export: (outbox, more = {}) => vault.must<ExportResult>('kanta.export', { outbox, ...more }),
    answer: (documentId, result = 'accepted', more = {}) => vault.must('kanta.acknowledge', { documentId, result, ...more }),
    queue: (more = {}) => vault.must<QueueRowOut[]>('kanta.queue', more),
    states: async (entryId) => (await desk.queue({ entryId })).map(({ state }) => state),
  }
  return desk
}

export const newOutbox = (): string => path.join(temporaryFolder(), 'outbox')
/** None when there was nothing to write, so no folder was made. */
export const filesOf = (outbox: string): string[] =>
  !existsSync(outbox)
    ? []
    : readdirSync(outbox)
        .filter((name) => name.endsWith('.xml'))
        .sort()
export const bytesOf = (outbox: string): Map<string, string> =>
  new Map(filesOf(outbox).map((name) => [name, readFileSync(path.join(outbox, name), 'utf8')]))
export const manifestOf = (
  outbox: string,
): { count: number; sequence: number; documents: { documentId: string; sha256: string; sequence: number }[] } =>
  JSON.parse(readFileSync(path.join(outbox, 'manifest.json'), 'utf8')) as never

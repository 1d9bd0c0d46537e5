// A practice with a service, a client and a visit, for tests of the patient record.
import { aClient, type ClientBuilder } from '../../fixtures/a-client.ts'
import { testVault, type TestCoreOptions, type TestVault } from '../../fixtures/test-vault.ts'

export interface Desk extends Omit<TestVault, 'another'> {
  serviceId: string
  clientId: string
  visitId: string
  /** A draft of one section. */
  draft(text?: string, more?: Record<string, unknown>): Promise<string>
  /** A signed entry. */
  signed(text?: string, more?: Record<string, unknown>): Promise<string>
  /** Another client and her visit. */
  /** A new core on the same folder. */
  vaultCore: TestVault['another']
  visitOf(client: ClientBuilder, start?: string): Promise<{ clientId: string; visitId: string }>
}

export async function careDesk(client: ClientBuilder = aClient().withHetu(), options: TestCoreOptions = {}): Promise<Desk> {
  const vault = await testVault(options)
  await vault.must('settings.update', { autoLockMinutes: 0 })
  const { id: serviceId } = await vault.must<{ id: string }>('services.create', {
    name: 'Osteopatia 60 min',
    durationMinutes: 60,
    priceCents: 6500,
  })
  const begin = async (builder: ClientBuilder, start?: string) => {
    const { id: clientId } = await vault.must<{ id: string }>('clients.create', builder.fields())
    const { id: visitId } = await vault.must<{ id: string }>('visits.start', { clientId, ...(start ? { start } : {}) })
    return { clientId, visitId }
  }
  const { clientId, visitId } = await begin(client)
  const draft: Desk['draft'] = async (text = 'Alaselkäkipu kaksi viikkoa.', more = {}) =>
    (await vault.must<{ entryId: string }>('treatment.saveDraft', { visitId, sections: { reason: text }, ...more })).entryId
  const { another: vaultCore, ...rest } = vault
  return {
    ...rest,
    vaultCore,
    serviceId,
    clientId,
    visitId,
    draft,
    async signed(text, more) {
      const entryId = await draft(text, more)
      await vault.must('treatment.sign', { entryId })
      return entryId
    },
    visitOf: begin,
  }
}

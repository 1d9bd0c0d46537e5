// Which practice this window shows: her own, or the demo. One core at a time answers the window.
import { rm } from 'node:fs/promises'
import type { Call, CoreEvent, Envelope } from '../core/contract.ts'
import type { WorkerStart } from '../core/worker-messages.ts'
import { demoPassphrase } from '../demo/contract.ts'
import type { CoreClient, CoreClientOptions } from './core-client.ts'

export interface OpenPracticeParts {
  vaultFolder: string
  demoFolder: string
  startCore(options: Pick<CoreClientOptions, 'start' | 'onEvent' | 'onRestart'>): CoreClient
  workerStart(): Omit<WorkerStart, 'vaultFolder' | 'newVaultKind'>
  onEvent: (event: CoreEvent) => void
  onRestart: () => void
  /** Drafts saved, page gone, vault locked: what leaving a practice takes. The window stays empty. */
  leave: () => Promise<void>
  /** Loads the page anew. */
  fill: () => Promise<void>
}

/** Made up like everything in the demo. */
const demoOwner = { name: 'Maija Mallikas', title: 'osteopaatti' }

export class OpenPractice {
  private readonly parts: OpenPracticeParts
  private core: CoreClient
  private changing = false
  private demo = false

  constructor(parts: OpenPracticeParts) {
    this.parts = parts
    this.core = this.start(parts.vaultFolder, 'real')
  }

  get isDemo(): boolean {
    return this.demo
  }
  /** One method of the open practice. Never rejects. */
  call(call: Call): Promise<Envelope> {
    return this.core.call(call)
  }
  close(): Promise<void> {
    return this.core.close()
  }

  /**
   * Makes the demo practice anew and shows it. Her own is locked and untouched; it stays open when the demo can't be made.
   * @returns the refusal, or an empty answer to a page that is gone by then
   */
  async openDemo(): Promise<Envelope> {
    if (this.changing || this.demo) return { ok: true, output: {} }
    this.changing = true
    try {
      await rm(this.parts.demoFolder, { recursive: true, force: true })
      const core = this.start(this.parts.demoFolder, 'demo')
      const refused = await prepare(core)
      if (refused) {
        await core.close()
        return refused
      }
      await this.change(core, true)
      return { ok: true, output: {} }
    } finally {
      this.changing = false
    }
  }

  /** Back to her own practice; the demo is deleted with what was typed into it. */
  async leaveDemo(): Promise<Envelope> {
    if (this.changing || !this.demo) return { ok: true, output: {} }
    this.changing = true
    try {
      await this.change(undefined, false)
      await rm(this.parts.demoFolder, { recursive: true, force: true })
      return { ok: true, output: {} }
    } finally {
      this.changing = false
    }
  }

  private async change(next: CoreClient | undefined, demo: boolean): Promise<void> {
    await this.parts.leave()
    const before = this.core
    this.core = next ?? this.start(this.parts.vaultFolder, 'real')
    this.demo = demo
    await before.close()
    if (demo) this.parts.onEvent({ type: 'unlocked' })
    await this.parts.fill()
  }
  private start(vaultFolder: string, newVaultKind: 'real' | 'demo'): CoreClient {
    const core: CoreClient = this.parts.startCore({
      start: () => ({ ...this.parts.workerStart(), vaultFolder, newVaultKind }),
      // A practice that is being made ready, or left, says nothing to the page of another; how far it has come, the page may know.
      onEvent: (event) => {
        if (core === this.core || event.type === 'progress') this.parts.onEvent(event)
      },
      onRestart: () => {
        if (core === this.core) this.parts.onRestart()
      },
    })
    return core
  }
}

/** @returns the refusal of the step that failed */
async function prepare(core: CoreClient): Promise<Envelope | undefined> {
  const steps: Call[] = [
    { method: 'vault.create', input: { owner: demoOwner }, secrets: { passphrase: demoPassphrase } },
    { method: 'demo.seed', input: {} },
  ]
  for (const step of steps) {
    const answer = await core.call(step)
    if (!answer.ok) return answer
  }
  return undefined
}

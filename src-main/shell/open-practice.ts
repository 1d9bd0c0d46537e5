// Which practice this window shows: her own, the demo, or one that was restored from a backup. One core at a time answers the window.
import { rm } from 'node:fs/promises'
import path from 'node:path'
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
  /** What is said when a folder is asked for that no restore of this start has made. */
  notRestored: () => Envelope<never>
}

export const shownPractices = ['own', 'demo', 'restored'] as const
export type ShownPractice = (typeof shownPractices)[number]
const done: Envelope = { ok: true, output: {} }

/** Made up like everything in the demo. */
const demoOwner = { name: 'Maija Mallikas', title: 'osteopaatti' }

export class OpenPractice {
  private readonly parts: OpenPracticeParts
  private core: CoreClient
  private changing = false
  private showing: ShownPractice = 'own'
  private shownFolder: string
  private readonly restored = new Set<string>()
  private refusal: string | null = null

  constructor(parts: OpenPracticeParts) {
    this.parts = parts
    this.shownFolder = parts.vaultFolder
    this.core = this.start(parts.vaultFolder, 'real')
  }

  get isDemo(): boolean {
    return this.showing === 'demo'
  }
  get shown(): ShownPractice {
    return this.showing
  }
  /** Folder of the restored practice that is shown. */
  get restoredFolder(): string | null {
    return this.showing === 'restored' ? this.shownFolder : null
  }
  /** Why the last change of practice failed, in the user's language: the page that asked is gone by then, so the next one says it. */
  get lastRefusal(): string | null {
    return this.refusal
  }
  /** One method of the open practice. Never rejects. */
  async call(call: Call): Promise<Envelope> {
    const answer = await this.core.call(call)
    if (call.method === 'backup.restore' && answer.ok) this.restored.add(path.resolve((answer.output as { folder: string }).folder))
    return answer
  }
  close(): Promise<void> {
    return this.core.close()
  }

  /**
   * Makes the demo practice anew and shows it. Her own is locked and untouched; it stays open when the demo can't be made.
   * @returns the refusal, or an empty answer to a page that is gone by then
   */
  async openDemo(): Promise<Envelope> {
    if (this.changing || this.isDemo) return done
    this.changing = true
    try {
      await rm(this.parts.demoFolder, { recursive: true, force: true })
      const core = this.start(this.parts.demoFolder, 'demo')
      const refused = await prepare(core)
      if (refused) {
        await core.close()
        return refused
      }
      await this.change('demo', this.parts.demoFolder, core)
      await this.parts.fill()
      return done
    } finally {
      this.changing = false
    }
  }

  /** Back to her own practice; the demo is deleted with what was typed into it. */
  async leaveDemo(): Promise<Envelope> {
    if (this.changing || !this.isDemo) return done
    this.changing = true
    try {
      await this.change('own', this.parts.vaultFolder)
      await this.parts.fill()
      await rm(this.parts.demoFolder, { recursive: true, force: true })
      return done
    } finally {
      this.changing = false
    }
  }

  /** Shows a practice that was restored since the app started, where it lies. Her own is locked and untouched. */
  async openRestored(folder: string): Promise<Envelope> {
    const wanted = path.resolve(folder)
    if (!this.restored.has(wanted)) return this.parts.notRestored()
    if (this.changing || this.restoredFolder === wanted) return done
    this.changing = true
    try {
      await this.change('restored', wanted)
      await this.parts.fill()
      return done
    } finally {
      this.changing = false
    }
  }
  /** Back to her own practice; the restored one stays in its folder, locked. */
  async leaveRestored(): Promise<Envelope> {
    if (this.changing || this.showing !== 'restored') return done
    this.changing = true
    try {
      await this.change('own', this.parts.vaultFolder)
      await this.parts.fill()
      return done
    } finally {
      this.changing = false
    }
  }

  /**
   * Puts another vault in her own one's place; the former one is kept aside (`backup.makeLive`, `backup.undoMakeLive`). The page goes first and
   * comes back at the lock screen: of the new vault, or of the old one with `lastRefusal` saying why.
   */
  async exchange(call: Call): Promise<Envelope> {
    if (this.changing) return done
    this.changing = true
    this.refusal = null
    try {
      if (this.showing === 'own') await this.parts.leave()
      else await this.change('own', this.parts.vaultFolder)
      const answer = await this.core.call(call)
      if (answer.ok) {
        // What the core knows of the former vault must not live on beside the new one.
        const before = this.core
        await before.close()
        this.core = this.start(this.parts.vaultFolder, 'real')
      } else this.refusal = answer.error.message
      await this.parts.fill()
      return answer
    } finally {
      this.changing = false
    }
  }

  /** Leaves the window empty: the caller fills it. */
  private async change(to: ShownPractice, folder: string, made?: CoreClient): Promise<void> {
    await this.parts.leave()
    const before = this.core
    this.refusal = null
    this.core = made ?? this.start(folder, 'real')
    this.showing = to
    this.shownFolder = folder
    await before.close()
    if (made) this.parts.onEvent({ type: 'unlocked' })
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

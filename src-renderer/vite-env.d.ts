/// <reference types="vite/client" />
import type { Call, CoreEvent, Envelope } from '../src-main/core/contract.ts'
import type { ShellEvent } from '../src-main/shell/contract.ts'

declare global {
  interface Window {
    /** What preload.ts exposes: one function to call a method, one to hear what changed, one to learn where a dropped file lies. */
    practice: {
      call(method: string, input: unknown, secrets?: Call['secrets']): Promise<Envelope>
      subscribe(listener: (event: CoreEvent | ShellEvent) => void): () => void
      /** Absolute path of a file that she dropped or chose; '' for one without (pasted, dropped from a browser). */
      pathOf(file: File): string
    }
  }
}

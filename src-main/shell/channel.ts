// The one channel between window and main process. The only file that touches ipcMain.
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import * as z from 'zod'
import { type Call, type CoreEvent, type Envelope, secretNames } from '../core/contract.ts'
import { appOrigin } from './app-protocol.ts'
import { isLargerThan } from './call-size.ts'
import { maxCallBytes, type ShellEvent } from './contract.ts'
import { originOf, type Refusals } from './refusals.ts'
import { refusalOf } from './shell-errors.ts'
import type { SpokenLanguage } from './texts.ts'

export const callChannel = 'practice'
export const eventChannel = 'practice:event'

const callShape = z.strictObject({
  method: z
    .string()
    .max(100)
    .regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/),
  input: z.unknown(),
  secrets: z.partialRecord(z.enum(secretNames), z.string().max(10_000)).optional(),
})

export interface ChannelOptions {
  /** Our window's contents; undefined while there is none. */
  contents: () => WebContents | undefined
  answer: (call: Call) => Promise<Envelope>
  refusals: Refusals
  spoken: SpokenLanguage
}

/** Exact origin, main frame, our own window (trap 15): no substring tests, no exception. */
export const isOurs = (event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, contents: WebContents | undefined): boolean =>
  contents !== undefined &&
  event.sender === contents &&
  event.senderFrame !== null &&
  event.senderFrame === contents.mainFrame &&
  event.senderFrame.origin === appOrigin

export function openChannel({ contents, answer, refusals, spoken }: ChannelOptions): void {
  ipcMain.handle(callChannel, async (event, received: unknown): Promise<Envelope> => {
    if (!isOurs(event, contents())) {
      refusals.count('senders', originOf(event.senderFrame?.origin ?? ''))
      throw new Error('refused')
    }
    if (isLargerThan(received, maxCallBytes)) {
      refusals.count('calls', 'tooLarge')
      return refusalOf('invalid_input', spoken.texts.errors.tooLarge)
    }
    const call = callShape.safeParse(received)
    if (!call.success) {
      refusals.count('calls', 'malformed')
      return refusalOf('usage', spoken.texts.errors.malformed)
    }
    const { method, input, secrets } = call.data
    const envelope = await answer({ method, input, ...(secrets ? { secrets: secrets as NonNullable<Call['secrets']> } : {}) })
    if (!envelope.ok && envelope.error.code === 'usage') refusals.count('calls', 'unknownMethod')
    return envelope
  })
}

/** Tells the window something; lost when there is no page, which then asks anew when it comes. */
export function tellWindow(contents: WebContents | undefined, event: CoreEvent | ShellEvent): void {
  if (contents && !contents.isDestroyed()) contents.send(eventChannel, event)
}

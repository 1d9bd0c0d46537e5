// ipcMain, and the way of one message: a binding (page → Node) and Runtime.callFunctionOn (Node → page), both in the preload's world.
import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { loud } from './loud.ts'
import type { WebContents } from './web-contents.ts'
import { makeWire } from './wire.ts'

export const wire = makeWire()

type Listener = (event: any, ...args: any[]) => any
const handlers = new Map<string, Listener>()
const emitter = new EventEmitter()

export const ipcMain = loud(
  'ipcMain',
  Object.assign(emitter, {
    handle(channel: string, listener: Listener) {
      if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
      handlers.set(channel, listener)
    },
    removeHandler(channel: string) {
      handlers.delete(channel)
    },
  }) satisfies Pick<Electron.IpcMain, 'handle' | 'removeHandler'>,
)

/** What the preload's world posts. */
export type IpcMessage = { kind: 'invoke'; id: number; channel: string; text: string } | { kind: 'send'; channel: string; text: string }

/** Runs the handler of a message; `reply` goes back to the frame that sent it. */
export async function receive(
  contents: WebContents,
  frame: object | null,
  message: IpcMessage,
  reply: (...args: unknown[]) => void,
): Promise<void> {
  const event = { type: 'frame', sender: contents, senderFrame: frame, frameId: 1, processId: 1 }
  const args = wire.decode(message.text) as unknown[]
  if (message.kind === 'send') {
    emitter.emit(
      message.channel,
      { ...event, reply: (channel: string, ...more: unknown[]) => contents.send(channel, ...more), returnValue: undefined },
      ...args,
    )
    return
  }
  try {
    const handler = handlers.get(message.channel)
    if (!handler) throw new Error(`No handler registered for '${message.channel}'`)
    const value: unknown = await handler(event, ...args)
    reply('reply', message.id, true, encodeReply(value))
  } catch (error) {
    // Electron passes the text alone: code and other properties of the error are lost.
    process.stderr.write(`Error occurred in handler for '${message.channel}': ${error instanceof Error ? error.stack : String(error)}\n`)
    reply('reply', message.id, false, String(error))
  }
}

function encodeReply(value: unknown): string {
  try {
    return wire.encode(value)
  } catch {
    throw new Error('An object could not be cloned.')
  }
}

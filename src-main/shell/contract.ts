// What the window may ask of the shell: dialogs, printing, clipboard, theme, proof. Names begin with `shell.`; everything else goes to the core.
import * as z from 'zod'
import { method } from '../core/contract.ts'
import { empty, id, language, path, purpose } from '../core/fields.ts'

/** Kinds of files that a dialog can offer; the shell knows their endings and their names in each language. */
export const fileKinds = ['csv', 'pdf', 'html', 'text', 'json', 'image', 'attachment', 'backup', 'calendar', 'zip', 'any'] as const
export type FileKind = (typeof fileKinds)[number]
export const themes = ['light', 'dark', 'system'] as const

/** Refusals since the app started. `calls`: malformed, unknown or too large; `letThrough`: requests that left in spite of all, always 0. */
export const refusalKinds = ['network', 'navigation', 'windows', 'permissions', 'senders', 'calls', 'downloads'] as const
export type RefusalKind = (typeof refusalKinds)[number]

/** How the shell learns that the screen was locked: by the system's own event, by D-Bus, or not at all (architecture.md, trap 8). */
export const screenLockDetections = ['system', 'dbus', 'none'] as const
export type ScreenLockDetection = (typeof screenLockDetections)[number]

/** Largest call that the window may make, in bytes of its text and binary parts. Files go by path, not by content. */
export const maxCallBytes = 16 * 1024 * 1024

const count = z.int().min(0)
const always = { roles: 'everyone', needs: 'nothing', logs: 'nothing', runs: 'alone' } as const

export const shellContract = {
  info: method({
    name: 'shell.info',
    summary: 'Version, platform, and what this start can do',
    kind: 'query',
    ...always,
    input: empty,
    output: z.strictObject({
      version: z.string(),
      platform: z.string(),
      /** Runs in a local Chromium in place of Electron (tests, demonstration). */
      standIn: z.boolean(),
      /** Only the demo practice may be opened. */
      demoOnly: z.boolean(),
      screenLockDetection: z.enum(screenLockDetections),
      /** The core ended unexpectedly and was started again, this many times since the app started. */
      coreRestarts: count,
      /** Of menus and dialogs; at start the system's, as far as the app speaks it. */
      language,
      /** Which practice the window shows. */
      practice: z.enum(['own', 'demo', 'restored']),
      /** Folder of the restored practice that is shown. */
      restoredFolder: z.string().nullable(),
      /** Why the last change of practice failed: the page that asked for it is gone. */
      refusal: z.string().nullable(),
    }),
  }),
  freshFolder: method({
    name: 'shell.freshFolder',
    summary: 'A folder beside her own vault that is not there yet, for a restore',
    kind: 'query',
    ...always,
    input: empty,
    output: z.strictObject({
      path: z.string(),
    }),
  }),
  proof: method({
    name: 'shell.proof',
    summary: 'What was refused since the app started',
    kind: 'query',
    ...always,
    input: empty,
    output: z.strictObject({
      ...(Object.fromEntries(refusalKinds.map((kind) => [kind, count])) as Record<RefusalKind, typeof count>),
      letThrough: count,
      /** The newest refusals; `target` names an origin or a permission, never a whole address. */
      newest: z.array(z.strictObject({ kind: z.enum(refusalKinds), at: z.string(), target: z.string() })),
    }),
  }),
  chooseFile: method({
    name: 'shell.chooseFile',
    summary: 'Lets her choose files in the system’s dialog',
    kind: 'query',
    ...always,
    input: z.strictObject({ kinds: z.array(z.enum(fileKinds)).min(1).max(fileKinds.length), multiple: z.boolean().optional() }),
    output: z.strictObject({ paths: z.array(z.string()) }),
  }),
  chooseFolder: method({
    name: 'shell.chooseFolder',
    summary: 'Lets her choose a folder in the system’s dialog',
    kind: 'query',
    ...always,
    input: empty,
    output: z.strictObject({ path: z.string().nullable() }),
  }),
  saveFile: method({
    name: 'shell.saveFile',
    summary: 'Lets her choose where to save; the dialog has asked before an existing file is replaced',
    kind: 'query',
    ...always,
    input: z.strictObject({
      name: z
        .string()
        .min(1)
        .max(200)
        .regex(/^[^/\\\0]+$/),
      kind: z.enum(fileKinds),
    }),
    output: z.strictObject({ path: z.string().nullable() }),
  }),
  openFolder: method({
    name: 'shell.openFolder',
    summary: 'Shows a file that she has just saved in the file manager',
    kind: 'command',
    ...always,
    input: z.strictObject({ path }),
    output: empty,
  }),
  print: method({
    name: 'shell.print',
    summary: 'Prints pages, each one SVG picture, through the system’s dialog',
    kind: 'command',
    ...always,
    input: z.strictObject({ pages: z.array(z.string().min(1)).min(1).max(500), title: z.string().max(200).optional() }),
    output: z.strictObject({ printed: z.boolean() }),
  }),
  preview: method({
    name: 'shell.preview',
    summary: 'Opens an attachment, or one page of a PDF, for a sandboxed frame; the core logs the view',
    kind: 'query',
    ...always,
    input: z.strictObject({ id, page: z.int().min(1).max(10_000).optional(), purpose: purpose.optional() }),
    output: z.strictObject({
      /** For the frame; null for a type that can't be shown (HEIC). */
      address: z.string().nullable(),
      /** Of a PDF. */
      pages: z.int().nullable(),
    }),
  }),
  closePreview: method({
    name: 'shell.closePreview',
    summary: 'The frame is gone: forgets what it showed',
    kind: 'command',
    ...always,
    input: empty,
    output: empty,
  }),
  copyText: method({
    name: 'shell.copyText',
    summary: 'Copies a text; the clipboard is cleared after a minute and at lock',
    kind: 'command',
    ...always,
    input: z.strictObject({ text: z.string().min(1).max(100_000) }),
    output: z.strictObject({ clearsAfterSeconds: z.int() }),
  }),
  setTheme: method({
    name: 'shell.setTheme',
    summary: 'Light, dark, or as the system',
    kind: 'command',
    ...always,
    input: z.strictObject({ theme: z.enum(themes) }),
    output: empty,
  }),
  setLanguage: method({
    name: 'shell.setLanguage',
    summary: 'Language of menu and dialogs',
    kind: 'command',
    ...always,
    input: z.strictObject({ language }),
    output: empty,
  }),
  startDemo: method({
    name: 'shell.startDemo',
    summary: 'Makes the demo practice anew and shows it; the page is loaded again',
    kind: 'command',
    ...always,
    input: empty,
    output: empty,
  }),
  leaveDemo: method({
    name: 'shell.leaveDemo',
    summary: 'Back to her own practice; the demo is deleted, the page is loaded again',
    kind: 'command',
    ...always,
    input: empty,
    output: empty,
  }),
  openRestored: method({
    name: 'shell.openRestored',
    summary: 'Shows a practice that was restored since the app started; her own is locked, the page is loaded again',
    kind: 'command',
    ...always,
    input: z.strictObject({ path }),
    output: empty,
  }),
  leaveRestored: method({
    name: 'shell.leaveRestored',
    summary: 'Back to her own practice; the restored one stays in its folder, the page is loaded again',
    kind: 'command',
    ...always,
    input: empty,
    output: empty,
  }),
  makeLive: method({
    name: 'shell.makeLive',
    summary: 'Puts a restored vault in her own one’s place, keeping the old one aside; the page is loaded again, locked',
    kind: 'command',
    ...always,
    input: z.strictObject({ path }),
    output: empty,
  }),
  undoMakeLive: method({
    name: 'shell.undoMakeLive',
    summary: 'Puts a vault that was set aside back in place; the present one is set aside, the page is loaded again, locked',
    kind: 'command',
    ...always,
    input: z.strictObject({ setAside: path }),
    output: empty,
  }),
  readyToLock: method({
    name: 'shell.readyToLock',
    summary: 'The window has saved its drafts; answers the event aboutToLock',
    kind: 'command',
    ...always,
    input: empty,
    output: empty,
  }),
}

/** Actions that the menu asks of the window; the palette and shortcuts have the same. */
export const menuCommands = ['palette', 'shortcuts'] as const
export type MenuCommand = (typeof menuCommands)[number]

/** What the shell tells the window without being asked, on the same line as core events. */
export type ShellEvent =
  /** Save what is half done and answer with `shell.readyToLock`; after 300 ms the window goes in any case. */
  | { type: 'aboutToLock' }
  | { type: 'menu'; command: MenuCommand }
  /** She closes the app and a copy is due or under way: it is made first. `backup.cancel` closes at once. */
  | { type: 'quitting' }

// dialog: tests replace its functions; a demonstration saves into the downloads folder and opens nothing.
import path from 'node:path'
import type Electron from 'electron'
import { freePath, refuseUnscripted, say } from './by-hand.ts'
import { loud } from './loud.ts'

/** Electron's functions take (options) or (window, options). */
const optionsOf = <T>(args: readonly unknown[]): T => (args.length > 1 ? args[1] : (args[0] ?? {})) as T

export const dialog = loud('dialog', {
  async showSaveDialog(...args: unknown[]): Promise<Electron.SaveDialogReturnValue> {
    refuseUnscripted('dialog.showSaveDialog')
    const filePath = freePath(path.basename(optionsOf<Electron.SaveDialogOptions>(args).defaultPath ?? 'file'))
    say(`no file dialog here: saving as ${filePath}`)
    return { canceled: false, filePath }
  },
  async showOpenDialog(..._args: unknown[]): Promise<Electron.OpenDialogReturnValue> {
    refuseUnscripted('dialog.showOpenDialog')
    say('no file dialog here: nothing was chosen')
    return { canceled: true, filePaths: [] }
  },
  async showMessageBox(...args: unknown[]): Promise<Electron.MessageBoxReturnValue> {
    refuseUnscripted('dialog.showMessageBox')
    const options = optionsOf<Electron.MessageBoxOptions>(args)
    say(`${options.message}${options.detail ? ` ${options.detail}` : ''}`)
    return { response: options.defaultId ?? 0, checkboxChecked: false }
  },
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`${title}: ${content}\n`)
  },
} satisfies Pick<Electron.Dialog, 'showSaveDialog' | 'showOpenDialog' | 'showMessageBox' | 'showErrorBox'>)

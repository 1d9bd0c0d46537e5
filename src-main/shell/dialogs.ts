// The system's file dialogs. A path that she chose for saving may be shown in its folder afterwards; no other may.
import path from 'node:path'
import { app, type BrowserWindow, dialog, type FileFilter, shell } from 'electron'
import type { FileKind } from './contract.ts'
import { ShellError } from './shell-errors.ts'
import type { SpokenLanguage } from './texts.ts'

const endings: Record<FileKind, string[]> = {
  csv: ['csv', 'txt', 'tsv'],
  pdf: ['pdf'],
  html: ['html'],
  text: ['txt'],
  json: ['json'],
  image: ['png', 'jpg', 'jpeg', 'svg'],
  attachment: ['jpg', 'jpeg', 'png', 'webp', 'gif', 'heic', 'heif', 'pdf'],
  backup: ['vastaanotto-backup'],
  calendar: ['ics'],
  zip: ['zip'],
  any: ['*'],
}

export class FileDialogs {
  private readonly window: () => BrowserWindow | undefined
  private readonly spoken: SpokenLanguage
  private readonly saved = new Set<string>()

  constructor(window: () => BrowserWindow | undefined, spoken: SpokenLanguage) {
    this.window = window
    this.spoken = spoken
  }
  async chooseFile(kinds: readonly FileKind[], multiple: boolean): Promise<string[]> {
    const answer = await dialog.showOpenDialog(this.owner(), {
      properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
      filters: this.filters(kinds),
    })
    return answer.canceled ? [] : answer.filePaths
  }
  async chooseFolder(): Promise<string | null> {
    const answer = await dialog.showOpenDialog(this.owner(), { properties: ['openDirectory', 'createDirectory'] })
    return answer.canceled ? null : (answer.filePaths[0] ?? null)
  }
  async saveFile(name: string, kind: FileKind): Promise<string | null> {
    const answer = await dialog.showSaveDialog(this.owner(), {
      defaultPath: path.join(app.getPath('documents'), name),
      filters: this.filters([kind]),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
    if (answer.canceled || !answer.filePath) return null
    this.saved.add(answer.filePath)
    return answer.filePath
  }
  showInFolder(file: string): void {
    if (!this.saved.has(file)) throw new ShellError('not_allowed', this.spoken.texts.errors.notSaved)
    shell.showItemInFolder(file)
  }
  private owner(): BrowserWindow {
    const window = this.window()
    if (!window) throw new ShellError('cancelled', this.spoken.texts.errors.defect)
    return window
  }
  private filters(kinds: readonly FileKind[]): FileFilter[] {
    return kinds.map((kind) => ({ name: this.spoken.texts.files[kind], extensions: endings[kind] }))
  }
}

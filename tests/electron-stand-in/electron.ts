// The public surface: what `import … from 'electron'` and require('electron') give in the main process.
import type Electron from 'electron'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { clipboard, nativeTheme, powerMonitor, shell } from './desktop.ts'
import { dialog } from './dialog.ts'
import { ipcMain } from './ipc.ts'
import { loud } from './loud.ts'
import { Menu, MenuItem } from './menu.ts'
import { protocol, session } from './session.ts'
import { webContents } from './targets.ts'

const surface = {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  powerMonitor,
  protocol,
  session,
  shell,
  webContents,
}
void (0 as unknown as keyof typeof surface satisfies keyof typeof Electron)

const electron = loud('electron', surface)
export { app, BrowserWindow, clipboard, dialog, ipcMain, Menu, MenuItem, nativeTheme, powerMonitor, protocol, session, shell, webContents }
export { electron as default, electron as 'module.exports' }

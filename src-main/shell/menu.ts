// The application menu. The window handles shortcuts itself; where the system lets it, the menu only shows them.
import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from './contract.ts'
import type { ShellTexts } from './texts.ts'

export interface MenuActions {
  lock: () => void
  command: (command: MenuCommand) => void
}

export function menuTemplate({ menu }: ShellTexts, { lock, command }: MenuActions): MenuItemConstructorOptions[] {
  const shown = { registerAccelerator: false } // macOS registers in any case, and the click does the same
  return [
    {
      label: 'Vastaanotto',
      submenu: [
        { id: 'lock', label: menu.lock, accelerator: 'CmdOrCtrl+L', ...shown, click: lock },
        { type: 'separator' },
        { id: 'quit', label: menu.quit, role: 'quit' },
      ],
    },
    {
      label: menu.edit,
      submenu: [
        { label: menu.undo, role: 'undo' },
        { label: menu.redo, role: 'redo' },
        { type: 'separator' },
        { label: menu.cut, role: 'cut' },
        { label: menu.copy, role: 'copy' },
        { label: menu.paste, role: 'paste' },
        { label: menu.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: menu.view,
      submenu: [
        { id: 'palette', label: menu.palette, accelerator: 'CmdOrCtrl+K', ...shown, click: () => command('palette') },
        { type: 'separator' },
        { label: menu.zoomIn, role: 'zoomIn' },
        { label: menu.zoomOut, role: 'zoomOut' },
        { label: menu.zoomReset, role: 'resetZoom' },
        { type: 'separator' },
        { label: menu.fullScreen, role: 'togglefullscreen' },
      ],
    },
    {
      label: menu.help,
      submenu: [{ id: 'shortcuts', label: menu.shortcuts, accelerator: 'F1', ...shown, click: () => command('shortcuts') }],
    },
  ]
}

export const showMenu = (texts: ShellTexts, actions: MenuActions): void =>
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(texts, actions)))

// Menu: kept and clickable by tests; there is no native menu bar to show it in.
import type Electron from 'electron'
import { app } from './app.ts'

type Click = (item: MenuItem, window: unknown, event: unknown) => void

export class MenuItem {
  readonly id: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  label: string
  enabled: boolean
  visible: boolean
  checked: boolean
  private readonly action: Click | undefined

  constructor(options: Electron.MenuItemConstructorOptions) {
    this.id = options.id ?? ''
    this.role = options.role
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
    this.accelerator = options.accelerator as string | undefined
    this.submenu = Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : (options.submenu as Menu | undefined)
    this.label = options.label ?? options.role ?? ''
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.action = options.click as unknown as Click | undefined
  }
  click(event?: unknown, window?: unknown): void {
    if (this.action) this.action(this, window, event)
    else if (this.role === 'quit') app.quit()
    else throw new Error(`electron stand-in: the menu role ${this.role} is not implemented`)
  }
}

export class Menu {
  private static application: Menu | null = null
  items: MenuItem[] = []
  static buildFromTemplate(template: (Electron.MenuItemConstructorOptions | Electron.MenuItem)[]): Menu {
    const menu = new Menu()
    menu.items = template.map((item) => (item instanceof MenuItem ? item : new MenuItem(item as Electron.MenuItemConstructorOptions)))
    return menu
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.application = menu
  }
  static getApplicationMenu(): Menu | null {
    return Menu.application
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

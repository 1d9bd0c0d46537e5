// What a window may never say: console errors, uncaught errors, refused content. A test fails for any of them.
import type { ElectronApplication, Page } from '@playwright/test'

export class Complaints {
  private readonly heard = new Set<string>()

  /** Listens to every window of the app. */
  listen(app: ElectronApplication): void {
    app.context().on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.heard.add(`${message.type()}: ${message.text()}`)
    })
    app.context().on('weberror', (error) => this.heard.add(`uncaught: ${error.error().message}`))
  }
  /** What the page said before anybody listened. */
  async catchUp(page: Page): Promise<void> {
    for (const message of await page.consoleMessages())
      if (message.type() === 'error' || message.type() === 'warning') this.heard.add(`${message.type()}: ${message.text()}`)
    for (const error of await page.pageErrors()) this.heard.add(`uncaught: ${error.message}`)
  }
  get all(): string[] {
    return [...this.heard]
  }
  clear(): void {
    this.heard.clear()
  }
}

// Who may take a page elsewhere: the app by loadURL and reload, a driver, and the page itself only when will-navigate allows it.

const bare = (url: string): string => url.split('#')[0]!

/** Keeps which navigations the app asked for and which the page did. URLs are the app's. */
export class NavigationGate {
  private readonly expected = new Map<string, number>()
  private readonly requestedByPage = new Set<string>()

  /** The app, or a page it allowed, is about to go to `url`. */
  expect(url: string): void {
    this.expected.set(bare(url), (this.expected.get(bare(url)) ?? 0) + 1)
  }
  /** The page asked for `url` (Page.frameRequestedNavigation). */
  asked(url: string): void {
    this.requestedByPage.add(bare(url))
  }
  /** A main-frame request arrived. `allowed`: nobody needs to be asked. */
  judge(url: string): 'allowed' | 'ask' {
    const count = this.expected.get(bare(url)) ?? 0
    if (count > 0) {
      if (count === 1) this.expected.delete(bare(url))
      else this.expected.set(bare(url), count - 1)
      this.requestedByPage.delete(bare(url))
      return 'allowed'
    }
    return this.requestedByPage.delete(bare(url)) ? 'ask' : 'allowed' // a driver's goto or reload
  }
}

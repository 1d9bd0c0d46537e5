// Every e2e test gets an app of its own, in a folder of its own. It fails for any console error, refused content, network attempt or
// serious finding of axe, whatever else it checks.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, type Page, test as base, type TestInfo } from '@playwright/test'
import { type Plan, prepareVault } from './support/plan.ts'
import { Practice } from './support/practice.ts'

interface Options {
  /** Calls made before the window opens; usually begins with `createVault()`. Empty: the app starts without a vault. */
  plan: Plan
  /** A vault folder to copy in place of a plan. The copy says that it is one. */
  template: string | undefined
  /** The test provokes errors and refusals itself: none of the closing checks. */
  hostile: boolean
  /** Lets the page load and run what its content policy forbids, to test what lies behind it. */
  withoutContentPolicy: boolean
}
interface Fixtures {
  practice: Practice
  /** Outputs of the plan's calls. */
  prepared: unknown[]
  folder: string
  page: Page
}

export const test = base.extend<Options & Fixtures>({
  plan: [[], { option: true }],
  template: [undefined, { option: true }],
  hostile: [false, { option: true }],
  withoutContentPolicy: [false, { option: true }],

  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'vastaanotto-e2e-'))
    await writeFile(path.join(folder, '.vastaanotto-test'), '')
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  prepared: async ({ folder, plan, template }, use) => {
    const vault = path.join(folder, 'user-data/vault')
    if (template !== undefined) await cp(template, vault, { recursive: true })
    await use(plan.length > 0 ? await prepareVault(vault, plan) : [])
  },
  practice: async ({ folder, prepared, hostile, withoutContentPolicy }, use, info) => {
    void prepared
    const practice = new Practice(folder, { withoutContentPolicy })
    await practice.launch()
    await use(practice)
    try {
      if (info.status !== info.expectedStatus) await keepPicture(practice, info)
      else if (!hostile && practice.isRunning) await closingChecks(practice)
    } finally {
      await practice.end()
    }
  },
  page: async ({ practice }, use) => {
    await use(practice.page)
  },
})

/** What the window looked like when the test failed. */
async function keepPicture(practice: Practice, info: TestInfo): Promise<void> {
  if (!practice.isRunning) return
  const body = await practice.page.screenshot({ timeout: 3000 }).catch(() => undefined)
  if (body) await info.attach('window', { body, contentType: 'image/png' })
}

async function closingChecks(practice: Practice): Promise<void> {
  expect(practice.complaints.all, 'what the window complained of').toEqual([])
  const { network, letThrough } = await practice.proof()
  expect({ network, letThrough }, 'network requests').toEqual({ network: 0, letThrough: 0 })
  await practice.expectAccessible()
}

export { expect } from '@playwright/test'
export { createVault, testPassphrase } from './support/plan.ts'

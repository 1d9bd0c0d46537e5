// axe on the page as it stands: WCAG 2.2 AA.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Serious and critical findings, one line each; empty when there are none. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  // Legacy mode: the default opens a page of its own, which Electron does not allow.
  const { violations } = await new AxeBuilder({ page: page as never })
    .setLegacyMode()
    .exclude('[data-live-announcer]') // react-aria's spoken news name a button by its id, also when the button has gone since
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')} ${failureSummary?.replace(/\s+/g, ' ') ?? ''}`),
    )
}

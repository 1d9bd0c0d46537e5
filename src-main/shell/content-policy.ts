// Response headers of everything that app:// serves.
import { randomBytes } from 'node:crypto'

/** One nonce for each launch: style elements that components make while running carry it. */
export const launchNonce = randomBytes(18).toString('base64')

/** `devSource`: the development server, never in a packaged app. */
export function contentPolicy(devSource?: string): string {
  const development = devSource === undefined ? '' : ` ${devSource.replace(/^http/, 'ws')} ${devSource}`
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${launchNonce}'`,
    `style-src 'self' 'nonce-${launchNonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    development === '' ? "connect-src 'none'" : `connect-src 'self'${development}`,
    'frame-src app://preview', // attachment-preview.ts
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const safeHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

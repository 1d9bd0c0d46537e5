// Chromium has no app:// scheme. app://HOST/path travels as https://app.HOST.invalid/path: a secure context with a stable
// origin, where 'self' and nonces work; ".invalid" can never resolve (RFC 6761). Two hosts are two sites, as in Electron.

/** Schemes that the app registered as standard and secure. */
export const schemes = new Set<string>()

const mapped = /^https:\/\/([a-z][a-z0-9-]*)\.([a-z0-9-]+)\.invalid(?=$|[/?#])/
const general = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is

/** The URL as Chromium knows it. */
export function toChromium(url: string): string {
  const [, scheme = '', host = '', rest = ''] = general.exec(url) ?? []
  return schemes.has(scheme.toLowerCase()) ? `https://${scheme.toLowerCase()}.${host}.invalid${rest || '/'}` : url
}

/** The URL as the app knows it. */
export function toApp(url: string): string {
  if (url.startsWith('blob:https://')) return `blob:${toApp(url.slice('blob:'.length))}`
  const [all = '', scheme = '', host = ''] = mapped.exec(url) ?? []
  return all !== '' && schemes.has(scheme) ? `${scheme}://${host}${url.slice(all.length)}` : url
}

/** The URL's origin, 'null' when it has none. */
export const originOf = (url: string): string => /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? 'null'

/** Content security policy for Chromium: sources that name an app host are mapped; a bare `app:` can't be. */
export function rewritePolicy(policy: string): string {
  return policy.replace(
    /(?<=[\s;])([a-z][a-z0-9+.-]*):(\/\/[^\s;]+)?(?=[\s;]|$)/g,
    (source: string, scheme: string, host: string | undefined) => {
      if (!schemes.has(scheme)) return source
      if (host === undefined)
        throw new Error(`electron stand-in: the source ${source} without a host is not implemented in a content security policy`)
      return toChromium(source).replace(/\/$/, '')
    },
  )
}

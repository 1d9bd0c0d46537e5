import { beforeAll, describe, expect, test } from 'vitest'
import { originOf, rewritePolicy, schemes, toApp, toChromium } from '../../electron-stand-in/scheme.ts'

beforeAll(() => void schemes.add('app'))

describe('scheme', () => {
  test.each([
    ['app://practice/index.html', 'https://app.practice.invalid/index.html'],
    ['app://practice', 'https://app.practice.invalid/'],
    ['app://practice/a?b=c#d', 'https://app.practice.invalid/a?b=c#d'],
    ['app://locked/', 'https://app.locked.invalid/'],
  ])('%s travels as %s and comes back', (app, chromium) => {
    expect(toChromium(app)).toBe(chromium)
    expect(toApp(chromium).replace(/\/$/, '')).toBe(app.replace(/\/$/, ''))
  })
  test.each([
    'https://example.org/',
    'https://app.practice.invalid.example.org/',
    'http://app.practice.invalid/',
    'https://x.practice.invalid/',
    'https://app.practice.invalid:8/',
    'mailto:a@b.fi',
    'about:blank',
  ])('%s is nobody’s', (address) => {
    expect(toApp(address)).toBe(address)
    expect(toChromium(address)).toBe(address)
  })
  test('blob addresses carry their origin', () => {
    expect(toApp('blob:https://app.practice.invalid/1-2')).toBe('blob:app://practice/1-2')
  })
  test('two hosts are two sites', () => {
    const site = (address: string) => new URL(address).host.split('.').slice(-2).join('.')
    expect(site(toChromium('app://practice/'))).not.toBe(site(toChromium('app://locked/')))
  })
  test('origins', () => {
    expect(originOf('app://practice/index.html#x')).toBe('app://practice')
    expect(originOf('about:blank')).toBe('null')
  })
  test('a policy keeps keywords and nonces, maps hosts, refuses a bare scheme', () => {
    expect(rewritePolicy("default-src 'none'; img-src 'self' data: blob: app://practice; script-src 'nonce-a+b/c='")).toBe(
      "default-src 'none'; img-src 'self' data: blob: https://app.practice.invalid; script-src 'nonce-a+b/c='",
    )
    expect(() => rewritePolicy("img-src 'self' app:")).toThrow('not implemented')
  })
})

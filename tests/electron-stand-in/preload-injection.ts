// What is evaluated in every new document of a window: the bridge in the page's world, the preload in its isolated world.
import { readFileSync } from 'node:fs'
import vm from 'node:vm'
import { makeBridge } from './bridge.ts'
import { pageWorld } from './page-world.ts'
import { preloadWorld } from './preload-world.ts'
import { schemes } from './scheme.ts'
import { makeWire } from './wire.ts'

/** Electron's name of the preload's world. */
export const isolatedWorld = 'Electron Isolated Context'
/** The function through which the preload's world talks to Node; the page's world does not have it. */
export const bindingName = '__standIn'

/**
 * Commands that prepare a paused target.
 * @throws SyntaxError for a preload that is no plain script: Chromium would drop it without a word
 */
export function injection(preloadFile: string | undefined): [string, object][] {
  const source = preloadFile === undefined ? '' : readFileSync(preloadFile, 'utf8')
  void new vm.Script(`(function () {${source}\n})`, { filename: preloadFile ?? 'preload' })
  const handshake = `handshake-${crypto.randomUUID()}` // the port crosses once, under a name the page can't know
  const versions = { node: process.versions.node, electron: process.versions['electron'], platform: process.platform, arch: process.arch }
  const inPage = `(${pageWorld})(${JSON.stringify(handshake)}, ${makeBridge}, ${JSON.stringify([...schemes])})`
  const inPreload = `(${preloadWorld})(${JSON.stringify(handshake)}, ${makeWire}, ${makeBridge}, function (require, module, exports, process) {${source}\n}, ${JSON.stringify(versions)})\n//# sourceURL=preload`
  return [
    ['Runtime.addBinding', { name: bindingName, executionContextName: isolatedWorld }],
    ['Page.addScriptToEvaluateOnNewDocument', { source: inPage }],
    ['Page.addScriptToEvaluateOnNewDocument', { source: inPreload, worldName: isolatedWorld }],
  ]
}

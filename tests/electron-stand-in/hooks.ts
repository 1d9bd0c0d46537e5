// `electron` resolves to the stand-in, for import and require alike. In worker threads it does not exist, as in Electron.
import { registerHooks } from 'node:module'
import { isMainThread } from 'node:worker_threads'

const standIn = new URL('./electron.ts', import.meta.url).href
const names = new Set(['electron', 'electron/main', 'electron/common'])

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (!names.has(specifier)) return nextResolve(specifier, context)
    if (!isMainThread)
      throw Object.assign(new Error(`Cannot find module '${specifier}' in a worker thread`), { code: 'ERR_MODULE_NOT_FOUND' })
    return { url: standIn, shortCircuit: true }
  },
})

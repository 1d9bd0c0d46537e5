// The window's only way out: two functions on one channel, and where a file lies that she dropped. Sandboxed; built as preload.cjs.
import { contextBridge, ipcRenderer, type IpcRendererEvent, webUtils } from 'electron'

contextBridge.exposeInMainWorld('practice', {
  call: (method: unknown, input: unknown, secrets: unknown) =>
    ipcRenderer.invoke('practice', secrets === undefined ? { method, input } : { method, input, secrets }),
  subscribe: (listener: (event: unknown) => void) => {
    const forward = (_event: IpcRendererEvent, value: unknown) => listener(value)
    ipcRenderer.on('practice:event', forward)
    return () => void ipcRenderer.off('practice:event', forward)
  },
  pathOf: (file: File) => webUtils.getPathForFile(file),
})

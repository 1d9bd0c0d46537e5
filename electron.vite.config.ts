// Three builds: main process and core worker (out/main), preload (out/preload), window (out/renderer).
import { cpSync, readdirSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname
const fontPackages = ['source-sans-3', 'source-code-pro']
/** The weights that documents use (src-main/documents/fonts.ts). */
const fontWeights = /_(400Regular|600SemiBold)(_Italic)?\.ttf$/

const fontFiles = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => fontWeights.test(file))

/** What the core reads from files: fonts (their packages are for development), page templates and the command line's help. */
const copyAssets = (): Plugin => ({
  name: 'copy-assets',
  closeBundle() {
    for (const name of fontPackages) {
      const folder = path.join(root, 'node_modules/@expo-google-fonts', name)
      for (const file of fontFiles(folder)) cpSync(path.join(folder, file), path.join(root, 'out/assets/fonts', path.basename(file)))
    }
    cpSync(path.join(root, 'src-main/documents/templates'), path.join(root, 'out/assets/templates'), { recursive: true })
    cpSync(path.join(root, 'src-main/core/locales'), path.join(root, 'out/assets/locales'), { recursive: true })
    cpSync(path.join(root, 'src-main/cli/help.txt'), path.join(root, 'out/main/parts/cli/help.txt'))
  },
})

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      lib: {
        entry: {
          main: 'src-main/main.ts',
          worker: 'src-main/core/worker.ts',
          'attachments-pdf-worker': 'src-main/attachments/pdf-worker.ts',
          'backup-worker': 'src-main/backup/worker.ts',
          'backup-restore-worker': 'src-main/backup/restore-worker.ts',
        },
        formats: ['es'],
      },
      rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' } },
    },
    plugins: [copyAssets()],
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false, // a sandboxed preload can require nothing but electron
      lib: { entry: { preload: 'src-main/preload.ts' }, formats: ['cjs'] },
      rolldownOptions: { output: { entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    // A placeholder in the built page; the app:// handler puts the launch's own nonce there (shell/app-protocol.ts).
    html: { cspNonce: 'NONCE-OF-THIS-LAUNCH' },
    build: {
      outDir: 'out/renderer',
      rolldownOptions: { input: path.join(root, 'src-renderer/index.html') },
      assetsInlineLimit: 0, // fonts and pictures are files of app://, never data: URLs
      modulePreload: { polyfill: false },
    },
  },
})

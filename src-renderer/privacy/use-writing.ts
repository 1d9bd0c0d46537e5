// Saving and printing. What goes to paper is kept as a version first, so that the copy on the wall can always be found again.
import { useState } from 'react'
import type { Language } from '../../src-main/core/contract.ts'
import { type audiences, type formats, privacyContract, type variants } from '../../src-main/privacy/contract.ts'
import { shellContract } from '../../src-main/shell/contract.ts'
import { call } from '../app/api.ts'
import { t } from '../app/i18n.ts'

interface Wanted {
  format: (typeof formats)[number]
  audience: (typeof audiences)[number]
  variant: (typeof variants)[number]
  language: Language
}
export type Format = Wanted['format']
export interface Written {
  path: string
  version: number
  printed: boolean
}
const kinds = { pdf: 'pdf', html: 'html', txt: 'text', json: 'json' } as const

export interface Writing {
  busy: boolean
  written: Written | null
  failure: unknown
  forget(): void
  /** Asks where, and writes; null when she cancelled or it failed. */
  save(wanted: Wanted, version: number): Promise<Written | null>
  /** Prints the pages as they are now. */
  print(wanted: Omit<Wanted, 'format'>): Promise<void>
}

export function useWriting(): Writing {
  const [busy, setBusy] = useState(false)
  const [written, setWritten] = useState<Written | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const during = async <T>(work: () => Promise<T>): Promise<T | null> => {
    setBusy(true)
    setFailure(null)
    try {
      return await work()
    } catch (error) {
      setFailure(error)
      return null
    } finally {
      setBusy(false)
    }
  }
  return {
    busy,
    written,
    failure,
    forget: () => {
      setFailure(null)
      setWritten(null)
    },
    save: (wanted, version) =>
      during(async () => {
        const part = wanted.audience === 'internal' ? t('privacy.fileInternal') : t(`privacy.file.${wanted.variant}`)
        const name = `${part}-${String(version)}-${wanted.language}.${wanted.format}`
        const { path } = await call(shellContract.saveFile, { name, kind: kinds[wanted.format] })
        if (path === null) return null
        // The system's dialog has asked before an existing file is replaced.
        const answer = await call(privacyContract.writeRegisterDescription, { ...wanted, path, overwrite: true })
        const done = { path: answer.path, version: answer.version, printed: false }
        setWritten(done)
        return done
      }),
    print: async (wanted) => {
      await during(async () => {
        const { pages, version } = await call(privacyContract.previewRegisterDescription, wanted)
        const { printed } = await call(shellContract.print, { pages, title: t('privacy.title') })
        if (printed) setWritten((former) => (former ? { ...former, printed } : { path: '', version, printed }))
      })
    },
  }
}

import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../../src-main/core/errors.ts'
import {
  beginFile,
  ensureFolder,
  ioError,
  readWholeFile,
  removeLeftovers,
  setFileHook,
  writeWholeFile,
} from '../../../src-main/core/files.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vastaanotto-files-'))
})
afterEach(() => {
  setFileHook(undefined)
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true, force: true })
})
const at = (name: string): string => path.join(folder, name)
const thrown = (work: () => unknown): AppError => {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
const errno = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'write' })

describe('whole files', () => {
  test('writes, refuses to overwrite unless asked, and leaves nothing else', () => {
    writeWholeFile(at('a.txt'), 'ensimmäinen')
    expect(statSync(at('a.txt')).mode & 0o777).toBe(0o600)
    expect(thrown(() => writeWholeFile(at('a.txt'), 'toinen'))).toMatchObject({ code: 'conflict', key: 'fileExists' })
    expect(readFileSync(at('a.txt'), 'utf8')).toBe('ensimmäinen')
    writeWholeFile(at('a.txt'), 'toinen', { overwrite: true })
    expect(readFileSync(at('a.txt'), 'utf8')).toBe('toinen')
    expect(readdirSync(folder)).toEqual(['a.txt'])
  })

  test('refuses a name that was taken while it wrote', () => {
    const file = beginFile(at('a.txt'))
    file.write(Buffer.from('meidän'))
    writeFileSync(at('a.txt'), 'toisen')
    expect(thrown(() => file.commit())).toMatchObject({ code: 'conflict' })
    expect(readFileSync(at('a.txt'), 'utf8')).toBe('toisen')
    expect(readdirSync(folder)).toEqual(['a.txt'])
  })

  test('the final name appears only at commit; abandoning leaves nothing', () => {
    const file = beginFile(at('a.txt'))
    file.write(Buffer.from('puolikas'))
    expect(existsSync(at('a.txt'))).toBe(false)
    file.abandon()
    expect(readdirSync(folder)).toEqual([])
  })

  test('syncs file before and folder after the new name (power loss model)', () => {
    const steps: string[] = []
    setFileHook((step) => steps.push(step))
    writeWholeFile(at('a.txt'), 'x')
    expect(steps).toEqual(['open', 'write', 'sync', 'rename', 'syncFolder'])
  })

  test('an error at any step leaves the old file or the new one, and no other', () => {
    for (const overwrite of [true, false]) {
      for (const failing of ['open', 'write', 'sync', 'rename', 'syncFolder']) {
        const name = `${failing}-${overwrite}.txt`
        if (overwrite) writeFileSync(at(name), 'vanha')
        setFileHook((step) => {
          if (step === failing) throw errno('ENOSPC')
        })
        expect(thrown(() => writeWholeFile(at(name), 'uusi', { overwrite }))).toMatchObject({
          code: 'io',
          key: 'diskFull',
          params: { file: name, errno: 'ENOSPC' },
        })
        setFileHook(undefined)
        if (failing === 'syncFolder') expect(readFileSync(at(name), 'utf8')).toBe('uusi')
        else if (overwrite) expect(readFileSync(at(name), 'utf8')).toBe('vanha')
        else expect(existsSync(at(name))).toBe(false)
        writeWholeFile(at(name), 'uudelleen', { overwrite: true }) // works again
        rmSync(at(name))
        expect(readdirSync(folder)).toEqual([])
      }
    }
  })

  test('leftovers of killed writes are known by their names and removed', () => {
    writeFileSync(at('.a.txt.unfinished-0123456789ab'), 'x')
    writeFileSync(at('a.unfinished-0123456789ab.txt'), 'hers')
    writeFileSync(at('.hidden'), 'hers')
    expect(removeLeftovers(folder)).toEqual(['.a.txt.unfinished-0123456789ab'])
    expect(readdirSync(folder).toSorted()).toEqual(['.hidden', 'a.unfinished-0123456789ab.txt'])
  })

  test('a process killed while writing leaves no file under the final name', () => {
    const script = `
      const { setFileHook, writeWholeFile } = await import(${JSON.stringify(path.resolve('src-main/core/files.ts'))})
      setFileHook((step) => { if (step === process.argv[1]) process.kill(process.pid, 'SIGKILL') })
      writeWholeFile(process.argv[2], 'x'.repeat(100000))`
    for (const step of ['write', 'sync', 'rename']) {
      expect(() => execFileSync(process.execPath, ['--input-type=module', '-e', script, step, at('a.txt')], { stdio: 'ignore' })).toThrow()
      expect(existsSync(at('a.txt'))).toBe(false)
      expect(removeLeftovers(folder)).toHaveLength(1)
    }
  })
})

describe('errors', () => {
  test('missing folder, folder in place of a file and file in place of a folder are named', () => {
    expect(thrown(() => writeWholeFile(at('ei/a.txt'), 'x'))).toMatchObject({ code: 'io', key: 'fileNotFound' })
    mkdirSync(at('kansio'))
    expect(thrown(() => writeWholeFile(at('kansio'), 'x', { overwrite: true }))).toMatchObject({ code: 'io', key: 'isAFolder' })
    writeFileSync(at('tiedosto'), '')
    expect(thrown(() => ensureFolder(at('tiedosto/alla')))).toMatchObject({ code: 'io', key: 'notAFolder' })
    expect(thrown(() => readWholeFile(at('puuttuu')))).toMatchObject({ code: 'io', key: 'fileNotFound' })
  })

  test.skipIf(process.getuid?.() === 0)('a folder without permission is named (root may write anywhere, so not as root)', () => {
    chmodSync(folder, 0o500)
    expect(thrown(() => writeWholeFile(at('a.txt'), 'x'))).toMatchObject({ code: 'io', key: 'noPermission' })
  })

  test('the machine’s errors get a key of their own; others pass unchanged', () => {
    for (const [code, key] of [
      ['EDQUOT', 'diskFull'],
      ['EROFS', 'readOnlyFolder'],
      ['EFBIG', 'fileTooBig'],
      ['EIO', 'readWriteFailed'],
      ['EXDEV', 'ioFailed'],
    ] as const)
      expect(ioError(errno(code), '/x/maija.pdf')).toMatchObject({ code: 'io', key, params: { file: 'maija.pdf', errno: code } })
    const other = new TypeError('x')
    expect(ioError(other, 'a')).toBe(other)
    const sql = Object.assign(new Error('x'), { code: 'SQLITE_BUSY' })
    expect(ioError(sql, 'a')).toBe(sql)
  })

  test('RLIMIT_FSIZE: a real write that hits a limit is io, and the old file stays', () => {
    writeFileSync(at('a.txt'), 'vanha')
    const script = `
      process.on('SIGXFSZ', () => {})
      const { writeWholeFile } = await import(${JSON.stringify(path.resolve('src-main/core/files.ts'))})
      try { writeWholeFile(process.argv[1], Buffer.alloc(3_000_000), { overwrite: true }); console.log('written') } catch (error) { console.log(error.code, error.key) }`
    const output = execFileSync(
      'sh',
      ['-c', 'ulimit -f 1024; exec "$0" --input-type=module -e "$1" "$2"', process.execPath, script, at('a.txt')],
      { encoding: 'utf8' },
    )
    expect(output.trim()).toBe('io fileTooBig')
    expect(readFileSync(at('a.txt'), 'utf8')).toBe('vanha')
    expect(readdirSync(folder)).toEqual(['a.txt'])
  })

  test('a file bigger than it can be is refused before it is read', () => {
    writeFileSync(at('a.json'), Buffer.alloc(2000))
    expect(thrown(() => readWholeFile(at('a.json'), 1000))).toMatchObject({ code: 'damaged', key: 'fileTooBigToBe' })
  })

  test('a new folder is readable by its owner alone, whatever the umask', () => {
    const before = process.umask(0)
    try {
      ensureFolder(at('a/b'))
    } finally {
      process.umask(before)
    }
    expect(statSync(at('a/b')).mode & 0o777).toBe(0o700)
  })
})

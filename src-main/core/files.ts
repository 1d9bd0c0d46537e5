// [Note: whole files] Every file this app writes is written whole: a temporary name in the same folder, fsync, rename, fsync of the
// folder. Whoever looks at the final name sees the old file or the new one, never a half. A failed run leaves no file behind; what a
// killed run leaves is recognised by its name and removed at the next start (`removeLeftovers`).
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { AppError } from './errors.ts'

/**
 * Where a write can be cut off, in order. The hook is told before each step happens; `target` is the final path.
 * Other code that must survive a kill names its own steps through `reach`.
 */
export type FileHook = (step: string, target: string) => void

let hook: FileHook | undefined

/** For fault tests: `fn` may throw (an error with `code: 'ENOSPC'` acts like the machine's own) or kill the process. Undefined removes it. */
export function setFileHook(fn: FileHook | undefined): void {
  hook = fn
}

/** Announces a step to the fault hook; does nothing otherwise. */
export function reach(step: string, target: string): void {
  if (hook) withIoErrors(target, () => hook?.(step, target))
}

const keyOfErrno: Readonly<Record<string, string>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EFBIG: 'fileTooBig',
  EACCES: 'noPermission',
  EPERM: 'noPermission',
  EROFS: 'readOnlyFolder',
  ENOENT: 'fileNotFound',
  ENOTDIR: 'notAFolder',
  EISDIR: 'isAFolder',
  ENAMETOOLONG: 'nameTooLong',
  EMFILE: 'tooManyFiles',
  ENFILE: 'tooManyFiles',
  EBUSY: 'fileBusy',
  ETXTBSY: 'fileBusy',
  EIO: 'readWriteFailed',
  ELOOP: 'fileNotFound',
}

/** Turns an errno of the machine into `io` with a text that says what to do; passes every other error through unchanged. */
export function ioError(error: unknown, file: string): unknown {
  if (error instanceof AppError) return error
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown }
  if (typeof code !== 'string' || !(code in keyOfErrno || (typeof syscall === 'string' && /^E[A-Z0-9]+$/.test(code)))) return error
  // The base name only: a folder path can hold a person's name, and details travel into logs.
  return new AppError('io', keyOfErrno[code] ?? 'ioFailed', {
    params: { file: path.basename(file), errno: code },
    details: { errno: code },
    cause: error,
  })
}

/** Runs `work`; errno errors come out as `io`. */
export function withIoErrors<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw ioError(error, file)
  }
}

/** fsync of a folder, so that a rename in it survives a power cut. Windows has no such call and needs none (NTFS logs the rename). Errors name `file`. */
export function syncFolder(folder: string, file = folder): void {
  reach('syncFolder', file)
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Makes the folder, readable by its owner alone, and its missing parents. Leaves an existing one as it is. */
export function ensureFolder(folder: string, mode = 0o700): void {
  withIoErrors(folder, () => {
    reach('mkdir', folder)
    const first = mkdirSync(folder, { recursive: true, mode })
    if (first === undefined) return
    if (process.platform !== 'win32') chmodSync(folder, mode) // whatever the umask was
    syncFolder(path.dirname(first))
  })
}

const temporaryMark = '.unfinished-'
const temporaryName = (target: string, mark = randomBytes(6).toString('hex')): string =>
  path.join(path.dirname(target), `.${path.basename(target)}${temporaryMark}${mark}`)

/**
 * Removes what killed writes left in `folder` (not below it). Call it only while no other process writes there, or with the mark of one's own.
 * @param mark only leftovers with this mark
 */
export function removeLeftovers(folder: string, mark = '[0-9a-f]{12}'): string[] {
  return withIoErrors(folder, () => {
    const left = readdirSync(folder).filter((name) => name.startsWith('.') && new RegExp(`\\.unfinished-${mark}$`).test(name))
    for (const name of left) rmSync(path.join(folder, name), { recursive: true, force: true })
    return left
  })
}

export interface WriteOptions {
  /** Without it an existing file is refused (`conflict`, `fileExists`). */
  overwrite?: boolean
  /** Permission bits; default 0600. */
  mode?: number
  /** Twelve hexadecimal digits in the temporary name, so that the owner of a shared folder knows its own leftovers; default random. */
  mark?: string
}

/** A file being written; it has its final name only after `commit`. */
export interface FileBeingWritten {
  readonly target: string
  /** Bytes written so far. */
  readonly size: number
  write(bytes: Uint8Array): void
  /** Writes over bytes that are there already; the end stays where it is. */
  patch(bytes: Uint8Array, position: number): void
  /** Reads back what was written. @returns number of bytes, 0 at the end */
  readAt(buffer: Uint8Array, position: number): number
  /** Brings everything to the disk; `commit` does it too. */
  sync(): void
  /** fsync, final name, fsync of the folder. @throws AppError `conflict` when a file has that name and `overwrite` was not asked. */
  commit(): void
  /** Removes the unfinished file; harmless after `commit`. */
  abandon(): void
}

const exists = (target: string): AppError => new AppError('conflict', 'fileExists', { params: { file: path.basename(target) } })

/** Gives `temporary` the name `target` and fails if the name is taken, in one step where the file system can (hard link). */
function takeFreeName(temporary: string, target: string): void {
  try {
    linkSync(temporary, target)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EEXIST') throw exists(target)
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS' && code !== 'EMLINK') throw error
    if (existsSync(target)) throw exists(target) // FAT and some network drives have no hard links
    renameSync(temporary, target)
    return
  }
  rmSync(temporary)
}

/**
 * Begins a file under a temporary name. For streams; `writeWholeFile` does it in one call.
 * @throws AppError `conflict` when the name is taken and `overwrite` was not asked; `io` on any errno.
 */
export function beginFile(target: string, { overwrite = false, mode = 0o600, mark }: WriteOptions = {}): FileBeingWritten {
  return withIoErrors(target, () => {
    if (existsSync(target)) {
      if (statSync(target).isDirectory())
        throw new AppError('io', 'isAFolder', { params: { file: path.basename(target), errno: 'EISDIR' }, details: { errno: 'EISDIR' } })
      if (!overwrite) throw exists(target)
    }
    const temporary = temporaryName(target, mark)
    reach('open', target)
    let descriptor: number | undefined = openSync(temporary, 'wx+', mode)
    let end = 0
    let settled = false
    const abandon = (): void => {
      if (settled) return
      settled = true
      if (descriptor !== undefined) closeSync(descriptor)
      descriptor = undefined
      rmSync(temporary, { force: true })
    }
    const guarded = (work: () => void): void => {
      try {
        work()
      } catch (error) {
        abandon()
        throw ioError(error, target)
      }
    }
    return {
      target,
      get size() {
        return end
      },
      write: (bytes) =>
        guarded(() => {
          reach('write', target)
          for (let written = 0; written < bytes.length;)
            written += writeSync(descriptor!, bytes, written, bytes.length - written, end + written)
          end += bytes.length
        }),
      patch: (bytes, position) =>
        guarded(() => {
          if (position + bytes.length > end) throw new RangeError('patch beyond the end')
          reach('patch', target)
          for (let written = 0; written < bytes.length;)
            written += writeSync(descriptor!, bytes, written, bytes.length - written, position + written)
        }),
      readAt: (buffer, position) => {
        let count = 0
        guarded(() => (count = readSync(descriptor!, buffer, 0, buffer.length, position)))
        return count
      },
      sync: () =>
        guarded(() => {
          reach('sync', target)
          fsyncSync(descriptor!)
        }),
      commit: () =>
        guarded(() => {
          reach('sync', target)
          fsyncSync(descriptor!)
          const open = descriptor!
          descriptor = undefined
          closeSync(open)
          reach('rename', target)
          if (overwrite) renameSync(temporary, target)
          else takeFreeName(temporary, target)
          settled = true
          syncFolder(path.dirname(target), target)
        }),
      abandon,
    }
  })
}

/** Writes `content` whole or not at all. See [Note: whole files]. @throws AppError `conflict`, `io` */
export function writeWholeFile(target: string, content: Uint8Array | string, options: WriteOptions = {}): void {
  const file = beginFile(target, options)
  try {
    file.write(typeof content === 'string' ? Buffer.from(content, 'utf8') : content)
    file.commit()
  } finally {
    file.abandon()
  }
}

/**
 * Reads a whole file.
 * @param maxBytes refuses bigger ones with `damaged`, before reading
 */
export function readWholeFile(file: string, maxBytes = Number.MAX_SAFE_INTEGER): Buffer {
  return withIoErrors(file, () => {
    reach('read', file)
    if (statSync(file).size > maxBytes) throw new AppError('damaged', 'fileTooBigToBe', { params: { file: path.basename(file) } })
    return readFileSync(file)
  })
}

/** The same, or undefined when there is no such file. */
export const readWholeFileIfThere = (file: string, maxBytes?: number): Buffer | undefined =>
  existsSync(file) ? readWholeFile(file, maxBytes) : undefined

/** Removes a file or a whole folder, if it is there. */
export function removeIfThere(target: string): void {
  withIoErrors(target, () => {
    reach('remove', target)
    rmSync(target, { recursive: true, force: true })
  })
}

/** Renames and makes the rename durable. */
export function moveFile(from: string, to: string): void {
  withIoErrors(to, () => {
    reach('move', to)
    renameSync(from, to)
    syncFolder(path.dirname(to))
    if (path.dirname(from) !== path.dirname(to)) syncFolder(path.dirname(from))
  })
}

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkStore, removeOrphans } from '../../../src-main/attachments/references.ts'
import {
  addContent,
  contentBytes,
  contentFile,
  readContent,
  storedBytes,
  type AttachmentKeys,
} from '../../../src-main/attachments/store.ts'
import { AppError } from '../../../src-main/core/errors.ts'
import { loadSodium, type Sodium } from '../../../src-main/vault/sodium.ts'
import { cleanUp, temporaryFolder, testVault } from '../../fixtures/test-vault.ts'
import { attach } from '../backup/desk.ts'

afterAll(cleanUp)

const keys: AttachmentKeys = { encryption: new Uint8Array(32).fill(1), names: new Uint8Array(32).fill(2) }
let sodium: Sodium
beforeAll(async () => {
  sodium = await loadSodium()
})

function add(folder: string, content: Uint8Array): { content: string; bytes: number } {
  const source = path.join(temporaryFolder(), 'source')
  writeFileSync(source, content)
  return addContent(sodium, folder, source, keys)
}
function read(folder: string, content: string, with_ = keys): Buffer {
  const pieces: Buffer[] = []
  for (const piece of readContent(sodium, folder, content, with_)) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'done'
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}

describe('the store', () => {
  test('gives back every size that it took, and says the size of a content from that of its file', () => {
    const folder = path.join(temporaryFolder(), 'attachments')
    for (const size of [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001]) {
      const content = Buffer.alloc(size, size % 251)
      const stored = add(folder, content)
      expect(stored.bytes).toBe(size)
      expect(read(folder, stored.content).equals(content)).toBe(true)
      const { length } = readFileSync(contentFile(folder, stored.content))
      expect([storedBytes(size), contentBytes(length)]).toEqual([length, size])
    }
  })

  test('keeps a content once, whoever shares it, under a name that says nothing of it', () => {
    const folder = path.join(temporaryFolder(), 'attachments')
    const one = add(folder, Buffer.from('lähete'))
    const two = add(folder, Buffer.from('lähete'))
    expect(one).toEqual(two)
    expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).length > 60)).toHaveLength(1)
    expect(readFileSync(contentFile(folder, one.content)).includes('lähete')).toBe(false)
  })

  test('finds every flipped byte, a cut, an exchanged file and another key', () => {
    const folder = path.join(temporaryFolder(), 'attachments')
    const one = add(folder, Buffer.alloc(70_000, 1)).content
    const two = add(folder, Buffer.alloc(70_000, 2)).content
    const whole = readFileSync(contentFile(folder, one))
    for (const at of [0, 7, 8, 31, 32, 100, 65_600, whole.length - 1]) {
      const bytes = Buffer.from(whole)
      bytes[at]! ^= 1
      writeFileSync(contentFile(folder, one), bytes)
      expect(
        codeOf(() => read(folder, one)),
        `byte ${at}`,
      ).toBe('damaged')
    }
    for (const length of [0, 10, 32, 40, 65_585, whole.length - 1]) {
      writeFileSync(contentFile(folder, one), whole.subarray(0, length))
      expect(
        codeOf(() => read(folder, one)),
        `cut at ${length}`,
      ).toBe('damaged')
    }
    writeFileSync(contentFile(folder, one), Buffer.concat([whole, Buffer.from('x')]))
    expect(codeOf(() => read(folder, one))).toBe('damaged')
    writeFileSync(contentFile(folder, one), readFileSync(contentFile(folder, two)))
    expect(codeOf(() => read(folder, one))).toBe('damaged')
    expect(codeOf(() => read(folder, two, { ...keys, encryption: new Uint8Array(32).fill(9) }))).toBe('damaged')
    rmSync(contentFile(folder, two))
    expect(codeOf(() => read(folder, two))).toBe('not_found')
  })
})

describe('references', () => {
  test('a missing, a damaged and an orphaned content are told apart; orphans go, the rest stays', async () => {
    const vault = await testVault()
    const { id } = await vault.must<{ id: string }>('clients.create', { lastName: 'Mallikas' })
    const [first, second] = await attach(vault, id, [Buffer.from('a'), Buffer.from('b'), Buffer.from('c')])
    const folder = path.join(vault.folder, 'attachments')
    expect(await vault.must('vault.check')).toMatchObject({ ok: true })
    rmSync(contentFile(folder, first!))
    const file = contentFile(folder, second!)
    const bytes = readFileSync(file)
    bytes[40]! ^= 1
    writeFileSync(file, bytes)
    const orphan = 'ab'.repeat(32)
    mkdirSync(path.dirname(contentFile(folder, orphan)), { recursive: true })
    writeFileSync(contentFile(folder, orphan), 'x')
    vault.behind((db) => {
      expect(checkStore(db, folder)).toMatchObject({ contents: 3, missing: [first], orphans: [orphan] })
      expect(removeOrphans(db, folder)).toBe(1)
    })
    expect(existsSync(contentFile(folder, orphan))).toBe(false)
    await vault.unlock()
    const check = await vault.must<{ ok: boolean; checks: { name: string; detail: string }[] }>('vault.check')
    expect(check).toMatchObject({ ok: false })
    expect(check.checks.find(({ name }) => name === 'attachments')!.detail).toBe('missing 1; damaged 1')
    const made = await vault.must<{ warnings: string[] }>('backup.create', { path: temporaryFolder() })
    expect(made.warnings).toContain('attachmentsMissing')
  })

  test('a rotation of the data key seals them anew under the same names', async () => {
    const vault = await testVault()
    const { id } = await vault.must<{ id: string }>('clients.create', { lastName: 'Mallikas' })
    const [content] = await attach(vault, id, [Buffer.alloc(70_000, 4)])
    const file = contentFile(path.join(vault.folder, 'attachments'), content!)
    const before = readFileSync(file)
    await vault.must('vault.rotateDataKey', {}, { passphrase: 'correct horse battery' })
    expect(readFileSync(file).equals(before)).toBe(false)
    expect(await vault.must('vault.check')).toMatchObject({ ok: true })
  })
})

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { calibrate, ceiling, checkParameters, floor, parametersFor } from '../../../src-main/vault/argon2.ts'
import { deriveSubkey, newDataKey, type SubkeyName, subkeyNumbers } from '../../../src-main/vault/keys.ts'
import { makePassphraseSlot, openPassphraseSlot } from '../../../src-main/vault/slots.ts'
import { loadSodium } from '../../../src-main/vault/sodium.ts'
import { authenticate, readVaultFile, sealVaultFile, type VaultContent } from '../../../src-main/vault/vault-file.ts'
import { loadVaultFile } from '../../../src-main/vault/vault-file-store.ts'
import { cleanUp, codeOf, copyOf, deskAt, newDesk, newPassphrase, passphrase, temporaryFolder } from './desk.ts'

afterEach(cleanUp)
const sodium = await loadSodium()
const owner = {
  slotId: '01939e3c-0000-7000-8000-000000000001',
  userId: '01939e3c-0000-7000-8000-000000000002',
  label: 'Maija Mallikas',
  createdAt: '2026-11-24T08:00:00.000Z',
}
const vaultId = '01939e3c-0000-7000-8000-000000000003'

describe('data key', () => {
  test('subkeys are BLAKE2b keyed with the data key, as docs/vault-format.md says', () => {
    const dataKey = Uint8Array.from({ length: 32 }, (_, index) => index)
    // By Python: hashlib.blake2b(digest_size=32, key=bytes(range(32)), salt=number.to_bytes(16, 'little'), person=b'vastaano' + bytes(8)).
    // Fixed for ever: a vault made by any version opens in every later one.
    const expected = {
      database: 'aab66aa5bd2479198476b27bb3ccd1901d409c055b5b564647f9e3882aec1bfb',
      attachments: 'dbdf82bcdd2617ffa0d19fc703fc22e10e425e9dc7123a53a6c1ed8f2013b059',
      anchor: '1d7df691abc4a9214dea379cce119e8f4be855e4ba87331d97251f9b2efab3b9',
      vaultFile: 'eba0e9b122629978df719a74fab0e411351cd603de9a6a7fa1c744e59c614e39',
    }
    for (const [name, hex] of Object.entries(expected))
      expect(Buffer.from(deriveSubkey(sodium, dataKey, name as SubkeyName)).toString('hex')).toBe(hex)
    expect(Object.keys(subkeyNumbers)).toEqual(Object.keys(expected))
  })
})

describe('passphrase slot', () => {
  test('Äiti söi œuf opens composed and decomposed, and so does any mixture', () => {
    const dataKey = newDataKey(sodium)
    const slot = makePassphraseSlot(sodium, vaultId, owner, dataKey, 'Äiti söi œuf'.normalize('NFC'), floor)
    for (const typed of ['Äiti söi œuf'.normalize('NFD'), 'A\u0308iti söi œuf', 'Äiti so\u0308i œuf'])
      expect(openPassphraseSlot(sodium, vaultId, slot, typed)).toEqual(dataKey)
    for (const other of ['Äiti söi oeuf', 'äiti söi œuf', 'Äiti söi œuf ', 'Aiti soi œuf'])
      expect(() => openPassphraseSlot(sodium, vaultId, slot, other)).toThrow(/wrong_key/)
  })

  test('a slot made by the first version still opens (kept for ever)', () => {
    const slot = JSON.parse(
      '{"id":"01939e3c-0000-7000-8000-000000000001","kind":"passphrase","label":"Maija Mallikas","userId":"01939e3c-0000-7000-8000-000000000002","createdAt":"2026-11-24T08:00:00.000Z","kdf":{"algorithm":"argon2id13","passes":3,"memoryBytes":67108864,"salt":"iyLaBouI0L2O18q8D0HH9w=="},"nonce":"EuthSgnnCLzWt1TY+OQhzeDV13++6Ddt","wrappedKey":"g4MCxJ82btinHTvQZHRF4hcnTp0SfSOIxrEpEDe5sKJUpCkNybF1XDsSp3f2xEKq"}',
    )
    expect(Buffer.from(openPassphraseSlot(sodium, vaultId, slot, 'Äiti söi œuf'.normalize('NFD'))).toString('hex')).toBe(
      '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
    )
  })

  test('any passphrase in any form opens its own slot', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (typed) => {
        const dataKey = newDataKey(sodium)
        const slot = makePassphraseSlot(sodium, vaultId, owner, dataKey, typed.normalize('NFD'), floor)
        expect(openPassphraseSlot(sodium, vaultId, slot, typed.normalize('NFC'))).toEqual(dataKey)
      }),
      { numRuns: 3 },
    )
  })

  test('a slot moved to another vault or user opens nothing; a new label changes nothing', () => {
    const dataKey = newDataKey(sodium)
    const slot = makePassphraseSlot(sodium, vaultId, owner, dataKey, passphrase, floor)
    expect(() => openPassphraseSlot(sodium, owner.userId, slot, passphrase)).toThrow(/wrong_key/)
    expect(() => openPassphraseSlot(sodium, vaultId, { ...slot, userId: vaultId }, passphrase)).toThrow(/wrong_key/)
    expect(openPassphraseSlot(sodium, vaultId, { ...slot, label: 'Maija Meikäläinen' }, passphrase)).toEqual(dataKey)
  })
})

describe('cost of guessing', () => {
  test('parameters outside floor and ceiling are refused before memory is taken', () => {
    const huge = [
      { passes: 3, memoryBytes: ceiling.memoryBytes + 1 },
      { passes: ceiling.passes + 1, memoryBytes: floor.memoryBytes },
      { passes: 16, memoryBytes: ceiling.memoryBytes },
      { passes: 2, memoryBytes: floor.memoryBytes },
      { passes: 3, memoryBytes: floor.memoryBytes - 1 },
      { passes: 3.5, memoryBytes: floor.memoryBytes },
      { passes: Number.NaN, memoryBytes: floor.memoryBytes },
    ]
    for (const parameters of huge) expect(() => checkParameters(parameters)).toThrow(/damaged/)
    const slot = makePassphraseSlot(sodium, vaultId, owner, newDataKey(sodium), passphrase, floor)
    const before = process.memoryUsage().rss
    expect(() =>
      openPassphraseSlot(sodium, vaultId, { ...slot, kdf: { ...slot.kdf, memoryBytes: 2 ** 40, passes: 2 ** 30 } }, passphrase),
    ).toThrow(/damaged: kdfParameters/)
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1_048_576)
  })

  test('calibration goes for half a second, memory first, and never below the floor', () => {
    expect(parametersFor(5000)).toEqual(floor)
    expect(parametersFor(500)).toEqual(floor)
    expect(parametersFor(250)).toEqual({ passes: 3, memoryBytes: 128 * 1_048_576 })
    expect(parametersFor(125)).toEqual({ passes: 3, memoryBytes: 256 * 1_048_576 })
    expect(parametersFor(25)).toEqual({ passes: 15, memoryBytes: 256 * 1_048_576 })
    expect(calibrate(sodium, 'floor', () => 0)).toEqual(floor)
    fc.assert(fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (milliseconds) => checkParameters(parametersFor(milliseconds))))
  })
})

describe('vault.json', () => {
  const key = newDataKey(sodium)
  const content: VaultContent = {
    format: 'vastaanotto vault',
    formatVersion: 1,
    vaultId,
    kind: 'real',
    appVersion: '0.1.0',
    createdAt: owner.createdAt,
    sequence: 3,
    slots: [makePassphraseSlot(sodium, vaultId, owner, newDataKey(sodium), passphrase, floor)],
  }
  const text = sealVaultFile(sodium, content, key)

  test('reads back what was sealed, however it is laid out', () => {
    for (const layout of [text, JSON.stringify(JSON.parse(text)), text.replaceAll('\n', '\r\n')]) {
      const file = readVaultFile(layout)
      authenticate(sodium, file, key)
      expect(file).toMatchObject(content)
    }
  })

  test('every flipped bit of every byte is found or changes nothing', () => {
    const bytes = Buffer.from(text)
    for (let index = 0; index < bytes.length; index += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = Buffer.from(bytes)
        flipped[index]! ^= 1 << bit
        let file
        try {
          file = readVaultFile(flipped.toString('utf8'))
        } catch (error) {
          expect((error as { code: string }).code).toBe('damaged')
          continue
        }
        expect(file).toEqual(readVaultFile(text)) // white space only
      }
    }
  })

  test('a forger who mends the checksum is found by the authentication code', () => {
    const file = readVaultFile(text)
    const forged = readVaultFile(sealVaultFile(sodium, { ...content, kind: 'demo' }, newDataKey(sodium)))
    authenticate(sodium, file, key)
    expect(() => authenticate(sodium, forged, key)).toThrow(/damaged: vaultFileForged/)
  })

  test('a later format is told apart from damage', () => {
    const later = { ...content, formatVersion: 2, extra: true } as unknown as VaultContent
    expect(() => readVaultFile(sealVaultFile(sodium, later, key))).toThrow(/newer/)
    expect(() => readVaultFile(text.replace('"formatVersion": 1', '"formatVersion": 2'))).toThrow(/damaged/)
  })

  test('arbitrary text is damage, never a crash', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constantFrom('null', '[]', '{"__proto__":{}}', '{"checksum":1}', `${'['.repeat(5000)}`)),
        (anything) => {
          expect(() => readVaultFile(anything)).toThrow(/damaged/)
        },
      ),
    )
  })

  test('edited on disk: named as damage at unlock, in vault.info and in vault.check', async () => {
    const desk = await newDesk()
    const file = path.join(desk.folder, 'vault.json')
    const good = readFileSync(file, 'utf8')
    writeFileSync(file, good.replace('Maija', 'Paija'))
    expect(await desk.must('vault.check')).toMatchObject({
      ok: false,
      checks: expect.arrayContaining([{ name: 'keyFile', ok: false, detail: 'vaultFileDamaged' }]),
    })
    await desk.must('vault.lock')
    expect(codeOf(await desk.call('vault.unlock', {}, { passphrase }))).toBe('damaged')
    expect(codeOf(await desk.call('vault.info'))).toBe('damaged')
    writeFileSync(file, good)
    await desk.must('vault.unlock', {}, { passphrase })
    expect(await desk.must('vault.check')).toMatchObject({ ok: true })
  })

  test('an old vault.json put back is noticed', async () => {
    const desk = await newDesk()
    const file = path.join(desk.folder, 'vault.json')
    const old = readFileSync(file)
    await desk.must('vault.changePassphrase', {}, { passphrase, newPassphrase })
    await desk.must('vault.lock')
    writeFileSync(file, old)
    expect((await desk.must<{ warnings: string[] }>('vault.unlock', {}, { passphrase })).warnings).toContain('olderKeyFile')
    await desk.must('vault.changePassphrase', {}, { passphrase, newPassphrase })
    await desk.must('vault.lock')
    expect((await desk.must<{ warnings: string[] }>('vault.unlock', {}, { passphrase: newPassphrase })).warnings).not.toContain(
      'olderKeyFile',
    )
  })

  test('the vault.json of another vault does not open this database', async () => {
    const one = await newDesk()
    const other = await newDesk()
    await one.must('vault.lock')
    await other.must('vault.lock')
    writeFileSync(path.join(one.folder, 'vault.json'), readFileSync(path.join(other.folder, 'vault.json')))
    expect(codeOf(await one.call('vault.unlock', {}, { passphrase }))).toBe('damaged')
  })
})

describe('recovery slot', () => {
  const hasAge = (() => {
    try {
      execFileSync('age', ['--version'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })()

  test.skipIf(!hasAge)('the standard age program opens it (skipped where `age` is not installed)', async () => {
    const desk = await newDesk()
    const { file } = loadVaultFile(desk.folder)
    const folder = temporaryFolder()
    const slot = file.slots.find((one) => one.kind === 'recovery')!
    writeFileSync(path.join(folder, 'slot.age'), slot.age)
    writeFileSync(path.join(folder, 'id.txt'), `${desk.created.recoveryKey}\n`, { mode: 0o600 })
    const opened = JSON.parse(
      execFileSync('age', ['-d', '-i', path.join(folder, 'id.txt'), path.join(folder, 'slot.age')], { encoding: 'utf8' }),
    )
    expect(opened).toEqual({
      vaultId: desk.created.vaultId,
      slotId: slot.id,
      dataKey: Buffer.from(desk.session.held.dataKey).toString('hex'),
    })
  })

  test('opens the vault as its owner, however the key is typed, and the log says so', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    const groups = desk.created.recoveryKey.slice(16).match(/.{1,6}/g)!
    const output = await desk.must('vault.unlock', {}, { recoveryKey: `age-secret-key-1 \n${groups.join(' – ').toLowerCase()}` })
    expect(output).toMatchObject({ viaRecoveryKey: true, user: { id: desk.created.userId, role: 'owner' } })
    const last = desk.session.open.db.raw
      .prepare("SELECT details FROM audit_log WHERE method = 'vault.unlock' ORDER BY number DESC LIMIT 1")
      .pluck()
      .get() as string
    expect(JSON.parse(last)).toMatchObject({ with: 'recoveryKey' })
  })

  test('another vault’s recovery key is a wrong key', async () => {
    const desk = await newDesk()
    const other = await newDesk()
    await desk.must('vault.lock')
    expect(codeOf(await desk.call('vault.unlock', {}, { recoveryKey: other.created.recoveryKey }))).toBe('wrong_key')
  })
})

describe('changing keys', () => {
  test('a new passphrase opens, the old one does not, and the database is not re-encrypted', async () => {
    const desk = await newDesk()
    const key = await desk.must<{ hex: string; format: string }>('vault.revealDatabaseKey', {}, { passphrase })
    expect(codeOf(await desk.call('vault.changePassphrase', {}, { passphrase: 'väärä salalause', newPassphrase }))).toBe('wrong_key')
    await desk.must('vault.changePassphrase', {}, { passphrase, newPassphrase })
    await desk.must('vault.lock')
    expect(codeOf(await desk.call('vault.unlock', {}, { passphrase }))).toBe('wrong_key')
    await desk.must('vault.unlock', {}, { passphrase: newPassphrase })
    expect(await desk.must('vault.revealDatabaseKey', {}, { passphrase: newPassphrase })).toEqual(key)
    expect(key).toEqual({ hex: expect.stringMatching(/^[0-9a-f]{64}$/), format: 'sqlcipher 4' })
    expect(existsSync(path.join(desk.folder, 'vault.json.previous'))).toBe(false)
  })

  test('the recovery key sets a new passphrase, locked or not', async () => {
    const desk = await newDesk()
    await desk.must('vault.lock')
    await desk.must('vault.resetPassphrase', {}, { recoveryKey: desk.created.recoveryKey, newPassphrase })
    expect(desk.session.isUnlocked).toBe(false)
    await desk.must('vault.unlock', {}, { passphrase: newPassphrase })
    await desk.must('vault.resetPassphrase', {}, { recoveryKey: desk.created.recoveryKey, newPassphrase: passphrase })
    expect(desk.session.isUnlocked).toBe(true)
    await desk.must('vault.lock')
    await desk.must('vault.unlock', {}, { passphrase })
  })

  test('a renewed recovery key replaces the old one, here and as the recipient of later backups', async () => {
    const desk = await newDesk()
    const recipient = () => desk.session.open.db.raw.prepare('SELECT recovery_recipient FROM vault').pluck().get()
    const before = recipient()
    await desk.must('vault.confirmRecoveryKey')
    const { recoveryKey } = await desk.must<{ recoveryKey: string }>('vault.renewRecoveryKey', {}, { passphrase })
    expect(recipient()).not.toBe(before)
    expect(await desk.must('vault.state')).toMatchObject({ warnings: ['recoveryUnconfirmed'] })
    await desk.must('vault.lock')
    expect(codeOf(await desk.call('vault.unlock', {}, { recoveryKey: desk.created.recoveryKey }))).toBe('wrong_key')
    await desk.must('vault.unlock', {}, { recoveryKey })
  })

  test('reveal, renewal, rotation and change ask once more who is there', async () => {
    const desk = await newDesk()
    for (const method of ['vault.revealDatabaseKey', 'vault.renewRecoveryKey', 'vault.rotateDataKey']) {
      expect(codeOf(await desk.call(method, {}))).toBe('invalid_input')
      expect(codeOf(await desk.call(method, {}, { passphrase: 'väärä salalause' }))).toMatch(/wrong_key|not_allowed/)
      desk.clock.pass(30_000)
    }
  })
})

describe('keychain', () => {
  const pin = 'viisi-6-7'

  test('keychain and PIN together open the vault; either alone does not', async () => {
    const desk = await newDesk()
    expect(codeOf(await desk.call('vault.addKeychain', {}, { pin: '1234567' }))).toBe('invalid_input')
    await desk.must('vault.addKeychain', {}, { pin })
    expect(desk.keytar.mostAtOnce).toBe(1)
    expect([...desk.keytar.kept.keys()]).toHaveLength(1) // the proof of the round trip is gone
    await desk.must('vault.lock')
    expect(await desk.must('vault.state')).toMatchObject({ keychainUsers: [desk.created.userId] })
    await desk.must('vault.unlock', {}, { pin })
    await desk.must('vault.lock')
    expect(codeOf(await desk.call('vault.unlock', {}, { pin: 'viisi-6-8' }))).toBe('wrong_key')

    const elsewhere = deskAt(copyOf(desk.folder)) // another computer: no secret there
    expect(await elsewhere.call('vault.unlock', {}, { pin })).toMatchObject({ ok: false, error: { code: 'wrong_key' } })
    await elsewhere.must('vault.unlock', {}, { passphrase })
  })

  test('a keychain that fails adds no slot, makes no key, and locks nobody out', async () => {
    const desk = await newDesk()
    const before = readFileSync(path.join(desk.folder, 'vault.json'))
    desk.keytar.broken = true
    expect(codeOf(await desk.call('vault.addKeychain', {}, { pin }))).toBe('io')
    expect(readFileSync(path.join(desk.folder, 'vault.json'))).toEqual(before)
    desk.keytar.broken = false
    await desk.must('vault.addKeychain', {}, { pin })
    await desk.must('vault.lock')
    desk.keytar.broken = true
    expect(codeOf(await desk.call('vault.unlock', {}, { pin }))).toBe('io')
    expect(JSON.parse(readFileSync(path.join(desk.folder, 'unlock.json'), 'utf8'))).toMatchObject({ failures: 0 }) // nothing was guessed
    await desk.must('vault.unlock', {}, { passphrase })
  })

  test('a keychain that forgets what it was told is not trusted', async () => {
    const desk = await newDesk()
    desk.keytar.setPassword = async () => undefined
    expect(codeOf(await desk.call('vault.addKeychain', {}, { pin }))).toBe('io')
  })

  test('removing the slot removes the secret', async () => {
    const desk = await newDesk()
    await desk.must('vault.addKeychain', {}, { pin })
    await desk.must('vault.removeKeychain')
    expect(desk.keytar.kept.size).toBe(0)
    expect(codeOf(await desk.call('vault.removeKeychain'))).toBe('not_found')
  })

  test('asked for at creation but missing: nothing is made', async () => {
    const folder = path.join(temporaryFolder(), 'vault')
    const desk = deskAt(folder)
    desk.keytar.broken = true
    expect(codeOf(await desk.call('vault.create', { owner: { name: 'Maija Mallikas' }, keychain: true }, { passphrase, pin }))).toBe('io')
    expect(existsSync(folder)).toBe(false)
  })
})

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { looksRemovable, onSameDisk, recognisedService } from '../../../src-main/backup/folders.ts'
import { cleanUp, temporaryFolder } from '../../fixtures/test-vault.ts'

afterAll(cleanUp)

test('folders of services are known by their names', () => {
  const root = temporaryFolder()
  const services = {
    OneDrive: 'OneDrive',
    'OneDrive - Osteopatia Mallikas Oy': 'OneDrive',
    'OneDrive-Henkilökohtainen': 'OneDrive',
    'Library/Mobile Documents/com~apple~CloudDocs': 'iCloud',
    'iCloud Drive': 'iCloud',
    iCloudDrive: 'iCloud',
    Dropbox: 'Dropbox',
    'Dropbox (Mallikas)': 'Dropbox',
    'Google Drive': 'Google Drive',
    'Library/CloudStorage/GoogleDrive-maija@esimerkki.fi': 'Google Drive',
    Nextcloud: 'Nextcloud',
    Nextcloud2: 'Nextcloud',
  }
  for (const [name, service] of Object.entries(services)) {
    const folder = path.join(root, name, 'Varmuuskopiot', '2026')
    mkdirSync(folder, { recursive: true })
    expect(recognisedService(folder), name).toBe(service)
  }
  for (const name of ['Varmuuskopiot', 'Dropbox-muistiinpanot.d', 'Onedriven vanhat']) {
    mkdirSync(path.join(root, name), { recursive: true })
    expect(recognisedService(path.join(root, name)), name).toBe(name.startsWith('Dropbox') ? 'Dropbox' : null)
  }
})

test('and by what the services leave in them, also through a link', () => {
  for (const [marker, service] of [
    ['.dropbox.cache', 'Dropbox'],
    ['.sync_0a1b2c.db', 'Nextcloud'],
    ['._sync_0a1b2c3d4e5f.db', 'Nextcloud'],
    ['.tmp.drivedownload', 'Google Drive'],
  ] as const) {
    const root = temporaryFolder()
    const below = path.join(root, 'a', 'b')
    mkdirSync(below, { recursive: true })
    expect(recognisedService(below)).toBeNull()
    writeFileSync(path.join(root, marker), '')
    expect(recognisedService(below), marker).toBe(service)
    const link = path.join(temporaryFolder(), 'linkki')
    symlinkSync(below, link)
    expect(recognisedService(link)).toBe(service)
  }
})

test('sticks are known by where systems show them', () => {
  for (const folder of ['/media/maija/TIKKU', '/run/media/maija/TIKKU/kopiot', '/Volumes/Tikku', '/mnt/levy'])
    expect(looksRemovable(folder, '/home/maija/vault'), folder).toBe(true)
  expect(looksRemovable('/home/maija/kopiot', '/home/maija/vault')).toBe(false)
  const folder = temporaryFolder()
  expect(onSameDisk(folder, path.dirname(folder))).toBe(true)
  expect(onSameDisk(folder, path.join(folder, 'puuttuu'))).toBe(false)
})

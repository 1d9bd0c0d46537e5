// Documents against the normative CDA schema and the local header against our own description of it, all in one run of xmllint.
// Both descriptions are data of the workshop, read in place: without them, or without xmllint, these tests skip and say so.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const data = path.resolve(import.meta.dirname, '../../../../shared/data/kanta')
const cdaSchema = path.join(data, 'xsd/infrastructure/cda/CDA.xsd')
const headerSchema = path.join(data, 'hl7fi-local-header.xsd')

/** Why documents can't be validated here; undefined when they can. */
export const whyNoSchema: string | undefined = !existsSync(cdaSchema)
  ? '../shared/data/kanta is not there'
  : spawnSync('xmllint', ['--version']).status !== 0
    ? 'xmllint is not installed (libxml2-utils)'
    : undefined
if (whyNoSchema) console.log(`Kanta documents are not validated: ${whyNoSchema}`)

function lint(schema: string, files: readonly string[]): string[] {
  const problems: string[] = []
  for (let from = 0; from < files.length; from += 500) {
    const run = spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, ...files.slice(from, from + 500)], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
    if (run.status !== 0) problems.push(...run.stderr.split('\n').filter((line) => line.includes('error')))
  }
  return problems
}

/** What the schemas say against the documents. */
export function schemaProblems(documents: readonly string[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'kanta-schema-'))
  try {
    const bodies: string[] = []
    const headers: string[] = []
    const problems: string[] = []
    documents.forEach((xml, index) => {
      const header = /<hl7fi:localHeader.*?<\/hl7fi:localHeader>/s.exec(xml)?.[0]
      if (!header) return void problems.push(`document ${index} has no local header`)
      const body = path.join(folder, `${index}.xml`)
      writeFileSync(body, xml.replace(header, '').replace(/(<structuredBody)\s+ID="[^"]*"/, '$1'))
      bodies.push(body)
      const head = path.join(folder, `${index}.header.xml`)
      writeFileSync(head, header.replace('<hl7fi:localHeader', '<hl7fi:localHeader xmlns:hl7fi="urn:hl7finland"'))
      headers.push(head)
    })
    return [...problems, ...lint(cdaSchema, bodies), ...lint(headerSchema, headers)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The workshop's own validator, on files as they lie in the outbox. */
export function officialProblems(files: readonly string[]): string {
  const run = spawnSync('python3', [path.join(data, 'validate.py'), ...files], { encoding: 'utf8' })
  return run.error ? '' : run.stdout + run.stderr
}

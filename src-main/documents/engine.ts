// Typst in process, under a virtual workspace: it reads no file of the machine, and nothing of the model is ever template source.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { AppError } from '../core/errors.ts'
import { appRoot } from '../core/resources.ts'
import { loadFonts } from './fonts.ts'
import type { DocumentModel } from './model.ts'
import { typstData } from './typst-data.ts'

export interface EngineOptions {
  /** Flat folder with the fonts; see `loadFonts`. */
  fontFolder?: string
}

// Absolute on every system the engine runs on; the folder need not exist.
const workspace = process.platform === 'win32' ? 'C:\\vastaanotto-documents' : '/vastaanotto-documents'
const inWorkspace = (name: string): string => path.join(workspace, name)

/** Beside this file in a checkout, in the built assets in the packaged app. */
function templateFolder(): string {
  const beside = path.join(import.meta.dirname, 'templates')
  return existsSync(beside) ? beside : path.join(appRoot(), 'out/assets/templates')
}

const compilers = new Map<string, NodeCompiler>()

function compilerFor(fontFolder: string | undefined): NodeCompiler {
  const known = compilers.get(fontFolder ?? '')
  if (known) return known
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: loadFonts(fontFolder).blobs }], workspace })
  const folder = templateFolder()
  for (const name of readdirSync(folder))
    if (name.endsWith('.typ')) compiler.addSource(inWorkspace(name), readFileSync(path.join(folder, name), 'utf8'))
  compilers.set(fontFolder ?? '', compiler)
  return compiler
}

/**
 * Lays a document out and hands it to `use`. Results of the engine are freed by finalizers, which run only between turns of the event
 * loop: 600 documents in one synchronous loop held 200 MB. So each document begins in a turn of its own.
 * @throws AppError `defect` when the engine refuses the document
 */
export async function layOut<T>(
  model: DocumentModel,
  marks: boolean,
  options: EngineOptions,
  use: (compiler: NodeCompiler, document: NodeTypstDocument) => T,
): Promise<T> {
  await nextTurn()
  const compiler = compilerFor(options.fontFolder)
  const { json, images } = typstData(model, marks)
  for (const image of images) compiler.mapShadow(inWorkspace(image.path), image.bytes)
  try {
    const result = compiler.compile({ mainFilePath: inWorkspace('document.typ'), inputs: { data: json } })
    if (!result.result) throw refused(compiler, result.takeError())
    return use(compiler, result.result)
  } finally {
    for (const image of images) compiler.unmapShadow(inWorkspace(image.path))
    compiler.evictCache(5)
  }
}

/** The engine's own words can quote the document: they stay in the process, as the cause. */
function refused(compiler: NodeCompiler, error: Parameters<NodeCompiler['fetchDiagnostics']>[0] | null): AppError {
  const diagnostics = error ? compiler.fetchDiagnostics(error) : []
  return new AppError('defect', 'documentRefused', { cause: new Error(JSON.stringify(diagnostics)) })
}

// `npm run lint`: oxlint, then the rules of this project that no linter knows.
import { spawnSync } from 'node:child_process'
import { bannedNames } from './checks/banned-names.ts'
import { cascades, tooLong, typstPackages, unreviewedDrops } from './checks/file-rules.ts'
import { brokenRule, importsOf, serviceCycles } from './checks/import-rules.ts'
import { sourceFiles } from './checks/source-files.ts'

const root = process.cwd()
const code = sourceFiles(root, ['src-main', 'src-renderer', 'tests', 'scripts'], ['.ts', '.tsx'])
const imports = code.flatMap(importsOf)
const problems = [
  ...imports.flatMap((one) => {
    const rule = brokenRule(one)
    return rule ? [`${one.from} imports ${one.to}: ${rule}`] : []
  }),
  ...serviceCycles(imports).map((cycle) => `services in a circle: ${cycle}`),
  ...code.flatMap(bannedNames),
  ...code.filter(({ name }) => name.startsWith('src-')).flatMap(tooLong),
  ...sourceFiles(root, ['drizzle'], ['.sql']).flatMap((file) => [...unreviewedDrops(file), ...cascades(file)]),
  ...sourceFiles(root, ['src-main'], ['.typ']).flatMap(typstPackages),
]
for (const problem of problems) console.error(problem)
console.log(`import rules, banned names and file rules: ${code.length} files, ${problems.length} problems`)
const linted = spawnSync('oxlint', ['--quiet'], { stdio: 'inherit', shell: process.platform === 'win32' })
process.exitCode = problems.length > 0 || linted.status !== 0 ? 1 : 0

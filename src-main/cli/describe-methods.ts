import * as z from 'zod'
import type { MethodDefinition } from '../core/contract.ts'

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): unknown => z.toJSONSchema(schema, { io, unrepresentable: 'any' })

/** Every method as data, from the same contract that the dispatcher runs by. */
export function describeMethods(definitions: readonly MethodDefinition[]): unknown[] {
  return [...definitions]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, summary, kind, needs, roles, logs, runs, secrets, undo, input, output }) => ({
      name,
      summary,
      kind,
      needs,
      roles,
      logs,
      runs,
      ...(secrets ? { secrets } : {}),
      ...(undo ? { undo } : {}),
      input: schemaOf(input, 'input'),
      output: schemaOf(output, 'output'),
    }))
}

/** The top-level fields of an input that name files or folders (`fields.path`). */
export function pathFields(definition: MethodDefinition): string[] {
  const shape = (definition.input as z.ZodObject).shape as Record<string, z.ZodType> | undefined
  return Object.entries(shape ?? {}).flatMap(([key, field]) => {
    let inner: z.ZodType = field
    while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) inner = inner.unwrap() as z.ZodType
    return inner.meta()?.['kind'] === 'path' ? [key] : []
  })
}

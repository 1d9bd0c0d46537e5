// fast-check values for a method's own input schema, through its JSON Schema: what the command line's help tells is what is tried.
import fc from 'fast-check'
import * as z from 'zod'

interface Schema {
  $ref?: string
  type?: string
  kind?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  propertyNames?: Schema
  items?: Schema
  prefixItems?: Schema[]
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
}

/** What the fuzz tests know of the world: values that mean something in the vault they run in. */
export interface World {
  /** Ids of things that are there, of any kind. */
  ids: readonly string[]
  /** Files and folders that may be read and written: nothing outside the test's own folder is ever named. */
  paths: readonly string[]
}

const texts = [
  '',
  'Mallikas',
  'Anna-Liisa',
  "O'Neill",
  'Åström Öö',
  '"Koski',
  'Virtanen (ent.',
  'AND',
  '*',
  '__proto__',
  '=HYPERLINK("x")',
  '<script>alert(1)</script>',
  '\u202Ekäännetty',
  'a\u0000b\u000Bc\uD800',
  '0401234567',
  'maija.mallikas@posti.example',
  '010594Y9032',
  'FI7944052020036082',
  '00100',
  '2026-02-29',
  '2026-10-25',
  '{param}',
  'ä'.repeat(300),
]
const dates = ['2026-10-25', '2027-03-28', '1899-12-31', '2026-11-24', '2100-01-01']
const instants = ['2026-10-25T00:59:59.000Z', '2027-03-28T01:00:00Z', '2026-11-24T08:00:00.000Z', '1970-01-01T00:00:00Z']

/** Random strings that match a pattern; the ones of dates and instants are usually real. */
function matching(pattern: string, world: World): fc.Arbitrary<string> {
  const expression = new RegExp(pattern, 'u')
  const known = [...world.ids, ...dates, ...instants, ...texts].filter((text) => expression.test(text))
  const random = fc.stringMatching(expression)
  return known.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: random }) : random
}

/** A value that the schema allows (rules beyond the schema may still refuse it). */
export function validFor(schema: Schema, world: World): fc.Arbitrary<unknown> {
  if (schema.kind === 'path') return fc.constantFrom(...world.paths)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) return fc.oneof(...branches.map((one) => validFor(one, world)))
  switch (schema.type) {
    case 'string': {
      if (schema.pattern !== undefined) return matching(schema.pattern, world)
      const { minLength = 0, maxLength = 300 } = schema
      const known = [...texts, ...world.ids].filter((text) => text.length >= minLength && text.length <= maxLength)
      const random = fc
        .string({ minLength, maxLength: Math.min(maxLength, 60), unit: 'grapheme' })
        .filter((text) => text.length <= maxLength)
      return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: random })
    }
    case 'integer':
      return fc.oneof(
        fc.integer({ min: Math.max(schema.minimum ?? -1000, -1e9), max: Math.min(schema.maximum ?? 1e6, 1e9) }),
        fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? Number.MAX_SAFE_INTEGER),
      )
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map((one) => validFor(one, world)))
      return fc.array(validFor(schema.items ?? {}, world), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, 3)),
      })
    case 'object': {
      if (!schema.properties) {
        const inner = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}
        return fc.dictionary(
          schema.propertyNames ? (validFor(schema.propertyNames, world) as fc.Arbitrary<string>) : fc.string({ maxLength: 10 }),
          validFor(inner, world),
          { maxKeys: 4 },
        )
      }
      const shape = Object.fromEntries(Object.entries(schema.properties).map(([key, one]) => [key, validFor(one, world)]))
      return fc.record(shape, { requiredKeys: schema.required ?? [] })
    }
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

const wrong = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, -1, 1.5, Number.NaN, Infinity, Number.MAX_SAFE_INTEGER + 2, '', ' ', [], {}, [[]], {
    $ne: 1,
  }),
  fc.constantFrom<unknown>('x'.repeat(100_000), '\u0000', new Date(0), 10n, new Uint8Array(3), '2026-02-30', '../../etc'),
  fc.constantFrom(...texts),
)

/** Fields that name files: what stands there is never anything but our own paths or no text at all. */
const isPathLike = (value: unknown): boolean => typeof value === 'string' && value.startsWith('/')

/** Changes one place of a value: another type, a missing field, an unknown one, a key that objects have by birth. */
function broken(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong
  const keys = Object.keys(value).filter((key) => !isPathLike((value as Record<string, unknown>)[key]))
  const unknown = fc
    .tuple(fc.constantFrom('extra', '__proto__', 'constructor', 'toString', 'purpose ', ''), wrong)
    .map(
      ([key, more]) =>
        JSON.parse(
          JSON.stringify({ ...value, [`${key}`]: more ?? null }, (_key, one: unknown) => (typeof one === 'bigint' ? 1 : one)),
        ) as unknown,
    )
  if (keys.length === 0)
    return fc.oneof(
      unknown,
      wrong.filter((one) => typeof one !== 'string'),
    )
  const at = fc.constantFrom(...keys)
  return fc.oneof(
    unknown,
    wrong.filter((one) => typeof one !== 'string'),
    fc.tuple(at, wrong).map(([key, one]) => ({ ...value, [key]: one })),
    at.map((key) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))),
    at.chain((key) => broken((value as Record<string, unknown>)[key]).map((one) => ({ ...value, [key]: one }))),
  )
}

export const inputSchema = (schema: z.ZodType): Schema => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema

export const validInput = (schema: z.ZodType, world: World): fc.Arbitrary<unknown> => validFor(inputSchema(schema), world)
export const brokenInput = (schema: z.ZodType, world: World): fc.Arbitrary<unknown> => validInput(schema, world).chain(broken)

/** Every place of a schema that names a file or folder without saying so to the command line. */
export function unmarkedPaths(schema: Schema, at = ''): string[] {
  const here = Object.entries(schema.properties ?? {}).flatMap(([key, one]) => [
    ...(/^(path|folder|outbox|certificate|erasures|file)$/.test(key) &&
    one.type === 'string' &&
    one.kind !== 'path' &&
    one.pattern === undefined
      ? [`${at}.${key}`]
      : []),
    ...unmarkedPaths(one, `${at}.${key}`),
  ])
  return [
    ...here,
    ...[schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) => (one ? unmarkedPaths(one, at) : [])),
  ]
}

import fc from 'fast-check'
import { z } from 'zod'

/** What no field expects, and what some parser trips over. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      null,
      '',
      ' ',
      '\u0000',
      '\uD800',
      '\u202E',
      'x'.repeat(5000),
      '../../etc/passwd',
      '{{7*7}}',
      '<script>alert(1)</script>',
      "'; DROP TABLE users; --",
      '$where',
      '__proto__',
      '1e309',
      '9999-99-99T99:99:99Z',
      '-271821-04-21T00:00:00.000Z',
      Number.MAX_SAFE_INTEGER,
      Number.MIN_VALUE,
      -0,
      1e308,
      -1,
      0.1 + 0.2,
      true,
      [],
      {},
      [[[[[[[[]]]]]]]],
      { $gt: '' },
      { $where: 'sleep(1000)' },
      { constructor: { prototype: { polluted: true } } },
      Array.from({ length: 300 }, (_, i) => i),
    ),
  },
)

type Json = Record<string, unknown>

/** Names of the fields, also of those that the sample leaves out. */
export const fieldsOf = (schema: unknown): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])

/** Bodies near one that is right: fields changed, left out and added at any depth; or nothing like it. */
export function bodiesNear(sample: Json, fields: readonly string[]): fc.Arbitrary<unknown> {
  const names = [...new Set([...Object.keys(sample), ...fields, '__proto__', '$set', 'surprise'])]
  const change = fc.record({
    field: fc.constantFrom(...names),
    value: junk,
    how: fc.constantFrom('set', 'drop', 'deep'),
  })
  const near = fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const body: Json = structuredClone(sample)
    // A copy: put in its own copy by a later change, a constant would hold itself.
    for (const { field, value, how } of changes) apply(body, field, structuredClone(value), how)
    return body
  })
  return fc.oneof({ weight: 8, arbitrary: near }, { weight: 1, arbitrary: junk })
}

function apply(body: Json, field: string, value: unknown, how: string): void {
  // Its own alone: what `__proto__` leads to belongs to everything in this process.
  const inner = Object.hasOwn(body, field) ? body[field] : undefined
  if (how === 'drop') delete body[field]
  else if (how === 'deep' && Array.isArray(inner)) inner.push(value)
  else if (how === 'deep' && inner !== null && typeof inner === 'object') {
    const [first = 'surprise'] = Object.keys(inner)
    Object.defineProperty(inner, first, { value, enumerable: true, configurable: true, writable: true })
  } else Object.defineProperty(body, field, { value, enumerable: true, configurable: true, writable: true })
}

/** Query strings of the fields that there are, and of some that there are not. */
export function queriesOf(fields: readonly string[]): fc.Arbitrary<string> {
  const value = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('', '-1', '1e9', 'NaN', 'null', '\u0000', '../..', '2026-13-45', 'AAAA', '[]', 'x'.repeat(3000)),
  )
  const pair = fc.tuple(fc.constantFrom(...fields, 'surprise', 'limit', 'cursor'), value)
  return fc.array(pair, { minLength: 1, maxLength: 3 }).map((pairs) => `?${new URLSearchParams(pairs)}`)
}

export { junk }

import { Binary, BSONRegExp, type Document, Double, Int32, Long, ObjectId } from 'mongodb'

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** Turns a recorded value into what the driver sends: an object with one of these keys alone is a value of a type. */
function decodeValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decodeValue)
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) <= 0x7fffffff ? new Int32(value) : new Double(value)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value as Record<string, Json>)
  const [only] = entries
  const typed = entries.length === 1 && only ? decodeTyped(only[0], only[1]) : undefined
  return typed ?? Object.fromEntries(entries.map(([name, inner]) => [name, decodeValue(inner)]))
}

function decodeTyped(key: string, value: Json): unknown {
  const text = String(value)
  const fields = (value ?? {}) as Record<string, string>
  switch (key) {
    case '$date':
      return new Date(text)
    case '$oid':
      return new ObjectId(text)
    case '$numberDouble':
      return new Double(Number(text))
    case '$numberLong':
      return Long.fromString(text)
    case '$binary':
      return new Binary(Buffer.from(String(fields.base64), 'base64'), Number.parseInt(String(fields.subType), 16))
    case '$regularExpression':
      return new BSONRegExp(String(fields.pattern), fields.options)
  }
  return undefined
}

export const decodeDocument = (value: unknown): Document => decodeValue(value) as Document

export interface Comparison {
  /** Whether the order of fields counts. */
  ordered: boolean
  /** Paths of arrays in which order does not count. */
  sets: string[]
}

/** One text for all values that count as the same answer: an application sees one kind of number. */
export function canonical(value: unknown, how: Comparison, path = ''): string {
  if (value === null || value === undefined) return 'null'
  if (value instanceof Int32 || value instanceof Double || value instanceof Long) return number(Number(value))
  if (typeof value === 'number' || typeof value === 'bigint') return number(Number(value))
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Date) return `date ${value.toISOString()}`
  if (value instanceof ObjectId) return `id ${value.toHexString()}`
  if (value instanceof Binary) return `binary ${value.sub_type} ${value.toString('hex')}`
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item, how, path))
    return `[${(how.sets.includes(path) ? items.sort() : items).join(', ')}]`
  }
  const fields = Object.entries(value).map(
    ([name, inner]) => `${name}: ${canonical(inner, how, path === '' ? name : `${path}.${name}`)}`,
  )
  return `{${(how.ordered ? fields : fields.sort()).join(', ')}}`
}

const number = (value: number): string => String(value === 0 ? 0 : value)

import { describe, expect, it } from 'vitest'
import { compare } from './compare.ts'
import { decode } from './decode.ts'
import { encode, idFirst } from './encode.ts'
import { encodeKey, encodePart } from './key.ts'
import { Bin, Double, docOf, Oid, type Value } from './types.ts'

const oid = (last: number) => new Oid(Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, last]))
const bin = (subType: number, ...bytes: number[]) => new Bin(subType, Buffer.from(bytes))

/** One of everything, near its neighbours. */
const values: Value[] = [
  undefined,
  null,
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  -1e300,
  -2.5,
  -1,
  new Double(0),
  -0,
  0.1,
  1,
  new Double(1),
  1.5,
  2 ** 31,
  1e300,
  Number.POSITIVE_INFINITY,
  '',
  '\0',
  '\0a',
  'a',
  'a\0',
  'a\0b',
  'ab',
  'é',
  '\uffee',
  '\u{1f600}',
  docOf({}),
  docOf({ a: 1 }),
  docOf({ a: 1, b: 1 }),
  docOf({ a: 'x' }),
  docOf({ b: 0 }),
  [],
  [null],
  [1],
  [1, 2],
  ['a'],
  [['a']],
  bin(0),
  bin(0, 1),
  bin(4, 0),
  bin(0, 1, 2),
  oid(1),
  oid(2),
  false,
  true,
  new Date(-1),
  new Date(0),
  new Date(1),
]

const sign = Math.sign

describe('index keys', () => {
  it('are in the order of the values', () => {
    for (const a of values)
      for (const b of values)
        expect([a, b, sign(Buffer.compare(encodeKey(a), encodeKey(b)))]).toEqual([a, b, sign(compare(a, b))])
  })

  it('keep the order behind one another, ascending and descending', () => {
    const row = (a: Value, b: Value, descending: boolean) =>
      Buffer.concat([encodePart(a, descending).bytes, encodePart(b, false).bytes])
    for (const a of values)
      for (const b of values) {
        const order = sign(compare(a, b))
        expect([a, b, sign(Buffer.compare(row(a, 1, false), row(b, 1, false)))]).toEqual([a, b, order])
        expect([a, b, sign(Buffer.compare(row(a, 1, true), row(b, 1, true)))]).toEqual([a, b, order === 0 ? 0 : -order])
        if (order === 0) expect(Buffer.compare(row(a, 1, true), row(b, 2, true))).toBeLessThan(0)
      }
  })

  it('tell long values apart and say that they were cut', () => {
    const long = 'x'.repeat(5000)
    const [a, b] = [encodePart(`${long}a`, false), encodePart(`${long}b`, false)]
    expect([a.cut, a.bytes.length < 1000, a.bytes.equals(b.bytes)]).toEqual([true, true, false])
  })
})

describe('documents', () => {
  it('come back from their bytes as they were', () => {
    const doc = docOf(
      Object.fromEntries(values.filter((value) => value !== undefined).map((value, n) => [`f${n}`, value])),
    )
    const bytes = encode(doc)
    expect(encode(decode(bytes)).equals(bytes)).toBe(true)
    expect(compare(decode(bytes), doc)).toBe(0)
  })

  it('keep their content when a value makes the buffer grow', () => {
    const doc = docOf({ a: 'x'.repeat(300_000), b: docOf({ c: [1, 'y'.repeat(900_000)] }), d: 1 })
    expect(compare(decode(encode(doc)), doc)).toBe(0)
  })

  it('may have fields with any name', () => {
    const doc = docOf({ constructor: 1, toString: 'x' })
    Object.defineProperty(doc, '__proto__', { value: 5, enumerable: true, configurable: true, writable: true })
    expect(Object.keys(decode(encode(doc)))).toEqual(['constructor', 'toString', '__proto__'])
    expect(docOf({}).constructor).toBeUndefined()
  })

  it('are stored with their _id in front', () => {
    const bytes = encode(docOf({ a: 'x', b: [1, docOf({ c: bin(0, 1, 2) })], _id: oid(3), d: null }))
    expect(Object.keys(decode(idFirst(bytes)))).toEqual(['_id', 'a', 'b', 'd'])
  })
})

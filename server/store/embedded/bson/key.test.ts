import { Binary, Decimal128, Double, Long, ObjectId, serialize, Timestamp } from 'bson'
import { describe, expect, it } from 'vitest'
import { decode, encode, encodeStored } from './codec.ts'
import { compare, encodeKey, encodePart } from './key.ts'
import { docOf, type Value } from './types.ts'

const oid = (last: number) => new ObjectId(Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, last]))
const bin = (subType: number, ...bytes: number[]) => new Binary(Buffer.from(bytes), subType)

/** One of everything in MongoDB's order, equal values beside each other. */
const inOrder: Value[][] = [
  [undefined],
  [null],
  [Number.NaN],
  [Number.NEGATIVE_INFINITY],
  [-1e300],
  [-2.5],
  [-1],
  [new Double(0), -0, 0],
  [0.1],
  [1, new Double(1), 1n],
  [1.5],
  [2 ** 31],
  [1e300],
  [Number.POSITIVE_INFINITY],
  [''],
  ['\0'],
  ['\0a'],
  ['a'],
  ['a\0'],
  ['a\0b'],
  ['ab'],
  ['é'],
  ['\uffee'],
  ['\u{1f600}'],
  [docOf({})],
  [docOf({ a: 1 }), docOf({ a: new Double(1) })],
  [docOf({ a: 1, b: 1 })],
  [docOf({ b: 0 })],
  [docOf({ a: 'x' })],
  [[]],
  [[null]],
  [[1]],
  [[1, 2]],
  [['a']],
  [[['a']]],
  [bin(0)],
  [bin(0, 1)],
  [bin(4, 0)],
  [bin(0, 1, 2)],
  [oid(1)],
  [oid(2)],
  [false],
  [true],
  [new Date(-1)],
  [new Date(0)],
  [new Date(1)],
]
const ranked = inOrder.flatMap((values, rank) => values.map((value) => ({ value, rank })))
const values = inOrder.flat()

const sign = Math.sign

describe('index keys', () => {
  it('are in the order of the values, as is what compares them', () => {
    for (const { value: a, rank } of ranked)
      for (const { value: b, rank: other } of ranked) {
        const order = sign(rank - other)
        const found = [sign(Buffer.compare(encodeKey(a), encodeKey(b))), sign(compare(a, b))]
        expect([a, b, ...found]).toEqual([a, b, order, order])
      }
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
      Object.fromEntries(
        values.filter((value) => value !== undefined && typeof value !== 'bigint').map((value, n) => [`f${n}`, value]),
      ),
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
    const doc = docOf({ a: 'x', b: [1, docOf({ c: bin(0, 1, 2) })], _id: oid(3), d: null })
    expect(Object.keys(decode(encodeStored(doc)))).toEqual(['_id', 'a', 'b', 'd'])
  })

  it('keep the kind of their numbers, and refuse to store what is not kept exactly', () => {
    const doc = decode(serialize({ a: new Double(5), b: 5, c: Long.fromNumber(5) }))
    expect(doc).toEqual(docOf({ a: new Double(5), b: 5, c: 5n }))
    expect(() => encodeStored(doc)).toThrow(/long/)
    expect(() => decode(serialize({ a: new Timestamp(1n), b: new Decimal128('1') }))).toThrow(/Decimal128/)
  })
})

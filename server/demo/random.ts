import { createHash } from 'node:crypto'
import { newId } from '../store/ids.ts'

/** A seeded source of chance: the same name gives the same sequence, on every machine and in every year. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number
  between(low: number, high: number): number
  int(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Some of the list, each at most once. */
  some<T>(list: readonly T[], count: number): T[]
  /** An id that sorts by its time like every other, with a tail from the sequence: a second seeding meets the first. */
  id(at: Date): string
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** @param name what the chance is for; everything has its own sequence, so that an addition here shifts nothing there */
export function randomOf(name: string): Random {
  let state = createHash('sha256').update(name).digest().readUInt32LE(0)
  // Mulberry32: small, quick and even enough for invented people.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error(`Nothing to choose from for ${name}`)
    return list[int(0, list.length - 1)] as T
  }
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    int,
    chance: (probability) => next() < probability,
    pick,
    some: (list, count) => {
      const rest = [...list]
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(int(0, rest.length - 1), 1)).flat()
    },
    id: (at) => {
      let id = newId(at.getTime()).slice(0, 10)
      for (let i = 0; i < 16; i++) id += alphabet.charAt(int(0, 31))
      return id
    },
  }
}

import { encode } from '../bson/encode.ts'
import { type Doc, isDoc, toNumber, type Value } from '../bson/types.ts'
import { failedToParse, StoreError } from '../errors.ts'
import { memoryExceeded, memoryLimit } from '../query/find.ts'
import { compileFilter } from '../query/match.ts'
import { parseSort, sortKey, sortKeyed } from '../query/sort.ts'
import { pause } from '../yielding.ts'

/** Documents on their way through a pipeline. Between batches other commands get their turn. */
export type Batches = AsyncGenerator<Doc[]>
export type Stage = (input: Batches) => Batches

/** Compiles a pipeline inside a stage. */
export type CompileNested = (stages: Value) => Stage[]

/** How stages reach other collections. */
export interface Source {
  read(collection: string, filter: Doc): Batches
}

export function perDocument(convert: (doc: Doc) => Doc | undefined): Stage {
  return async function* (input) {
    for await (const batch of input) {
      const result: Doc[] = []
      for (const doc of batch) {
        const converted = convert(doc)
        if (converted) result.push(converted)
        const turn = pause()
        if (turn) await turn
      }
      if (result.length > 0) yield result
    }
  }
}

export function matchStage(operand: Value): Stage {
  if (!isDoc(operand)) throw new StoreError(15959, 'the match filter must be an expression in an object')
  const predicate = compileFilter(operand)
  return perDocument((doc) => (predicate(doc) ? doc : undefined))
}

/** A stage that needs all its input; what it holds is bounded. */
export function blocking(name: string, run: (docs: Doc[]) => Promise<Doc[]> | Doc[]): Stage {
  return async function* (input) {
    const docs: Doc[] = []
    const size = new SizeEstimate(name)
    for await (const batch of input)
      for (const doc of batch) {
        size.add(doc)
        docs.push(doc)
      }
    yield* inBatches(await run(docs))
  }
}

/** Sizes are taken from a sample: encoding every document only to measure it would cost more than the stage. */
export class SizeEstimate {
  readonly #name: string
  #count = 0
  #total = 0
  #last = 0

  constructor(name: string) {
    this.#name = name
  }

  add(value: Doc): void {
    if ((this.#count++ & 63) === 0) this.#last = encode(value).length
    this.#total += this.#last
    if (this.#total > memoryLimit) throw memoryExceeded(`stage ${this.#name}`)
  }
}

export async function* inBatches(docs: Doc[]): Batches {
  for (let start = 0; start < docs.length; start += 128) {
    yield docs.slice(start, start + 128)
    const turn = pause()
    if (turn) await turn
  }
}

export function sortStage(operand: Value): Stage {
  if (!isDoc(operand)) throw new StoreError(15973, 'the $sort key specification must be an object')
  const fields = parseSort(operand)
  if (fields.length === 0) throw new StoreError(15976, '$sort stage must have at least one sort key')
  return blocking('$sort', async (docs) => {
    const keyed = []
    for (const item of docs) {
      keyed.push({ key: sortKey(item, fields), item })
      const turn = pause()
      if (turn) await turn
    }
    return (await sortKeyed(keyed)).map(({ item }) => item)
  })
}

function count(name: string, code: number, operand: Value, least: number): number {
  const number = toNumber(operand)
  if (number === undefined || !Number.isInteger(number))
    throw failedToParse(`invalid argument to ${name} stage: Expected an integer`)
  if (number < least) throw new StoreError(code, `the ${name} must be ${least > 0 ? 'positive' : 'non-negative'}`)
  return number
}

export function limitStage(operand: Value): Stage {
  const limit = count('$limit', 15958, operand, 1)
  return async function* (input) {
    let left = limit
    for await (const batch of input) {
      yield batch.slice(0, left)
      left -= Math.min(left, batch.length)
      if (left === 0) return
    }
  }
}

export function skipStage(operand: Value): Stage {
  const skip = count('$skip', 15956, operand, 0)
  return async function* (input) {
    let left = skip
    for await (const batch of input) {
      const rest = batch.slice(left)
      left -= batch.length - rest.length
      if (rest.length > 0) yield rest
    }
  }
}

export function runStages(input: Batches, stages: Stage[]): Batches {
  return stages.reduce((batches, stage) => stage(batches), input)
}

export async function collect(batches: Batches): Promise<Doc[]> {
  const docs: Doc[] = []
  for await (const batch of batches) docs.push(...batch)
  return docs
}

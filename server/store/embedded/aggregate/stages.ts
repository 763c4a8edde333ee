import { encode } from '../bson/codec.ts'
import type { Doc, Value } from '../bson/types.ts'
import { notImplemented } from '../errors.ts'
import { memoryExceeded, memoryLimit } from '../query/find.ts'
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

export function checkFields(stage: string, spec: Doc, known: string[]): void {
  for (const name of Object.keys(spec))
    if (!known.includes(name)) throw notImplemented(`the option ${name} of ${stage}`)
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

/** A stage that needs all its input; what it holds is bounded. */
export function blocking(name: string, run: (docs: Doc[]) => Promise<Doc[]>): Stage {
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

export const runStages = (input: Batches, stages: Stage[]): Batches =>
  stages.reduce((batches, stage) => stage(batches), input)

export async function collect(batches: Batches): Promise<Doc[]> {
  const docs: Doc[] = []
  for await (const batch of batches) docs.push(...batch)
  return docs
}

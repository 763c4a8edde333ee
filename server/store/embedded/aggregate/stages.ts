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
    const watch = memoryWatch(name)
    for await (const batch of input)
      for (const doc of batch) {
        watch(doc)
        docs.push(doc)
      }
    yield* inBatches(await run(docs))
  }
}

/**
 * Watches what a stage holds; the error says what to do. Sizes are taken from a sample: encoding every document only to
 * measure it would cost more than the stage.
 */
export function memoryWatch(stage: string): (doc: Doc) => void {
  let count = 0
  let total = 0
  let last = 0
  return (doc) => {
    if ((count++ & 63) === 0) last = encode(doc).length
    total += last
    if (total > memoryLimit) throw memoryExceeded(`stage ${stage}`)
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

import { encode } from '../bson/codec.ts'
import type { Doc, Value } from '../bson/types.ts'
import { holding } from '../query/sort.ts'
import type { Steps } from '../yielding.ts'

export type Stage = (input: Iterable<Doc | undefined>) => Steps<Doc>

/** How stages reach other collections, and compile what is nested in them. */
export interface Source {
  read(collection: string, filter: Doc): Steps<Doc>
  compile(stages: Value): Stage[]
}

export function* runStages(input: Iterable<Doc | undefined>, stages: Stage[]): Steps<Doc> {
  yield* stages.reduce((steps, stage) => stage(steps), input)
}

export const isPlainName = (name: Value): name is string => typeof name === 'string' && /^[^$.][^.]*$/.test(name)

/** Sizes are taken from a sample: encoding every document only to measure it would cost more than the stage. */
export function sampledSize(): (doc: Doc) => number {
  let count = 0
  let last = 0
  return (doc) => {
    if ((count++ & 63) === 0) last = encode(doc).length
    return last
  }
}

/** All documents at once, for what needs them so; what it holds is bounded. */
export function gather(stage: string, input: Iterable<Doc | undefined>): Generator<undefined, Doc[]> {
  return holding(`stage ${stage}`, function* (hold): Generator<undefined, Doc[]> {
    const docs: Doc[] = []
    const sizeOf = sampledSize()
    for (const doc of input) {
      yield undefined
      if (!doc) continue
      hold(sizeOf(doc))
      docs.push(doc)
    }
    return docs
  })
}

/** Makes something of one item after the other. */
export function* each<A, B>(items: Iterable<A | undefined>, convert: (item: A) => B | undefined): Steps<B> {
  for (const item of items) yield item === undefined ? undefined : convert(item)
}

export const perDocument =
  (convert: (doc: Doc) => Doc | undefined): Stage =>
  (input) =>
    each(input, convert)

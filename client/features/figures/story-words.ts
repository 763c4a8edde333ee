import type { Told } from './replay.ts'

/** What happened to whom, without who did it: `moved Amber Heron · 7F from Applied to Screen`. */
export function storyWords({ journey: { code }, move, from }: Told, stageOf: (id: string) => string): string {
  switch (move.type) {
    case 'received':
      return `${code} applied`
    case 'withdrawn':
      return `${code} withdrew`
    case 'rejected':
      return `rejected ${code}`
    case 'hired':
      return `hired ${code}`
    case 'held':
      return `put ${code} on hold`
    case 'resumed':
      return move.by === null ? `${code} applied again` : `took ${code} up again`
    case 'selected':
      return `selected ${code} for interviews`
    case 'unselected':
      return `took back the selection of ${code}`
    default:
      return from === null || from === move.stage
        ? `moved ${code} to ${stageOf(move.stage)}`
        : `moved ${code} from ${stageOf(from)} to ${stageOf(move.stage)}`
  }
}

/** Whether it is the candidate's own doing: then nobody is named beside the code. */
export const isOwnDoing = ({ move: { type, by } }: Told): boolean =>
  type === 'received' || type === 'withdrawn' || (type === 'resumed' && by === null)

import type { Told } from './replay.ts'

/** What happened to whom, without who did it: `moved Amber Heron · 7F from Applied to Screen`. */
export function storyWords({ journey: { code }, move, from }: Told, stageOf: (id: string) => string): string {
  switch (move.type) {
    case 'received':
      return move.by === null ? `${code} applied` : `imported ${code}`
    case 'withdrawn':
      if (move.takenBack) return `took ${code} back with an import`
      return move.by === null ? `${code} withdrew` : `noted ${code} as withdrawn`
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
  by === null && (type === 'received' || type === 'withdrawn' || type === 'resumed')

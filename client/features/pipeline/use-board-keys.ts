import { type KeyboardEvent, useMemo } from 'react'
import { type BoardApi, useBoardApi } from './board-context.tsx'
import { canBeMoved } from './card-actions.ts'
import { type Intent, intentOf, step } from './keys.ts'

/** A card in the hand of somebody at the keyboard: from where, at which version, and over which stage now. */
interface Carry {
  readonly id: string
  readonly from: string
  readonly version: number
  readonly over: string
}

/** What keys do on the board. The card that has the focus is the one they are about. */
export function useBoardKeys(say: (words: string) => void): (event: KeyboardEvent) => void {
  const api = useBoardApi()
  return useMemo(() => {
    let carry: Carry | null = null
    const carrying = {
      get: () => carry,
      set: (next: Carry | null) => {
        carry = next
        api.store.carry(next === null ? null : { id: next.id, stage: next.over })
      },
    }
    return (event) => {
      const card = event.target instanceof HTMLElement ? event.target.dataset.card : undefined
      if (card === undefined) return
      // A click elsewhere or a change by somebody else can take the focus off a lifted card: it is put back first.
      if (carry !== null && carry.id !== card) carrying.set(null)
      const intent = intentOf(event, carry !== null)
      if (intent === null) return
      // With nobody chosen, Escape is for whatever is around the board.
      if (intent.kind === 'unchoose' && api.selection.ids().size === 0) return
      event.preventDefault()
      event.stopPropagation()
      if (carry === null) browse(api, card, intent, event.target as HTMLElement, carrying, say)
      else carryOn(api, carry, intent, carrying, say)
    }
  }, [api, say])
}

interface Carrying {
  readonly set: (carry: Carry | null) => void
}

function placeOf({ store, columns: stages }: BoardApi, id: string) {
  const record = store.record(id)
  const stage = record === undefined ? '' : store.columnOf(record)
  // A card that left while I read is still shown where it was.
  const shown = stages.findIndex((one) => one.id === stage && store.column(one.id).ids.includes(id))
  const column = shown >= 0 ? shown : stages.findIndex((one) => store.column(one.id).ids.includes(id))
  const at = stages[column]
  return { column, row: at === undefined ? -1 : store.column(at.id).ids.indexOf(id) }
}

function focusAt({ store, columns: stages, focus }: BoardApi, column: number, row: number): void {
  const stage = stages[column]
  const id = stage === undefined ? undefined : store.column(stage.id).ids[row]
  if (stage !== undefined && id !== undefined) focus.want(id, stage.id, row)
}

function browse(
  api: BoardApi,
  id: string,
  intent: Intent,
  element: HTMLElement,
  carrying: Carrying,
  say: (words: string) => void,
): void {
  const { store, columns: stages, canMove, actions, selection, bulk } = api
  const record = store.record(id)
  if (record === undefined) return
  const at = placeOf(api, id)
  const label = record.candidate.name ?? record.candidate.code
  const mayMove = canMove && canBeMoved(record)
  const refuse = () => say(canMove ? `${label} is not in play. Take them back first.` : 'You may look, not move.')
  // What is chosen is meant together, as long as the card at hand is one of them.
  const many = selection.has(id)
  switch (intent.kind) {
    case 'choose':
      if (mayMove) selection.toggle(id)
      else refuse()
      return
    case 'extend': {
      if (!canMove) return
      const { ids } = store.column(stages[at.column]?.id ?? '')
      const to = step([ids.length], { column: 0, row: at.row }, 0, intent.rows)
      selection.extendTo(id, ids)
      const target = ids[to.row]
      if (target !== undefined) selection.extendTo(target, ids)
      focusAt(api, at.column, to.row)
      return
    }
    case 'unchoose':
      selection.clear()
      return
    case 'go': {
      const lengths = stages.map((stage) => store.column(stage.id).ids.length)
      const to = step(lengths, at, intent.columns, intent.rows)
      focusAt(api, to.column, to.row)
      return
    }
    case 'edge': {
      const last = store.column(stages[at.column]?.id ?? '').ids.length - 1
      focusAt(api, at.column, intent.end === 'first' ? 0 : last)
      return
    }
    case 'open':
      api.open(record.candidateId)
      return
    case 'lift': {
      const version = store.confirmed(id)?.version
      if (!mayMove || version === undefined) {
        refuse()
        return
      }
      carrying.set({ id, from: record.stage, version, over: record.stage })
      say(`${label} lifted. Left and right carry, Space drops, Escape puts back.`)
      return
    }
    case 'menu':
      if (many) api.openBulk('move')
      else if (canMove) api.openMenu(id, element)
      else refuse()
      return
    case 'reject':
      if (many) api.openBulk('reject')
      else if (mayMove) api.openReject(id)
      else refuse()
      return
    case 'schedule':
      if (mayMove) api.openSchedule(id)
      else refuse()
      return
    case 'hold':
      if (!mayMove) {
        refuse()
        return
      }
      if (many) {
        bulk.hold()
        focusAt(api, at.column, at.row)
        return
      }
      if (record.status === 'on_hold') actions.resume(id)
      else actions.hold(id)
      focusAt(api, at.column, at.row)
      return
  }
}

function carryOn(api: BoardApi, carry: Carry, intent: Intent, carrying: Carrying, say: (words: string) => void): void {
  const { store, columns: stages, focus, actions } = api
  const label = store.record(carry.id)?.candidate.code ?? 'The candidate'
  const follow = (stage: string) => focus.want(carry.id, stage, store.column(stage).ids.indexOf(carry.id))
  switch (intent.kind) {
    case 'carry': {
      const index = stages.findIndex((stage) => stage.id === carry.over) + intent.columns
      const stage = stages[Math.min(Math.max(0, index), stages.length - 1)]
      if (stage === undefined) return
      carrying.set({ ...carry, over: stage.id })
      follow(stage.id)
      say(stage.id === carry.from ? `Over ${stage.name}, where it was.` : `Over ${stage.name}.`)
      return
    }
    case 'drop':
      carrying.set(null)
      if (carry.over === carry.from) say(`${label} put back.`)
      else actions.move(carry.id, carry.over, carry.version)
      follow(carry.over)
      return
    case 'restore':
      carrying.set(null)
      follow(carry.from)
      say(`${label} put back.`)
      return
  }
}

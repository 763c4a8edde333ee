import { describe, expect, it } from 'vitest'
import { LiveValue } from './live-value.ts'

interface Standing {
  id: string
  stage: string
  version: number
}
type Board = Readonly<Record<string, Standing>>

const apply = (board: Board, standing: Standing): Board =>
  (board[standing.id]?.version ?? 0) >= standing.version ? board : { ...board, [standing.id]: standing }
const at = (id: string, stage: string, version: number): Standing => ({ id, stage, version })
const boardOf = (...standings: Standing[]): Board => standings.reduce(apply, {})

/** A value whose snapshots are delivered by hand. */
function aBoard() {
  const requests: Array<{ resolve: (board: Board) => void; reject: (error: Error) => void }> = []
  let changes = 0
  const value = new LiveValue<Board, Standing>(
    { load: () => new Promise((resolve, reject) => requests.push({ resolve, reject })), apply },
    () => {
      changes++
    },
  )
  return { value, requests, changes: () => changes }
}

describe('keeping a snapshot live', () => {
  const history = [at('a', 'applied', 1), at('b', 'applied', 1), at('a', 'screen', 2), at('b', 'offer', 2)]

  it('equals a fresh snapshot, wherever in the history it was taken', async () => {
    for (let taken = 0; taken <= history.length; taken++) {
      for (let begun = 0; begun <= taken; begun++) {
        const { value, requests } = aBoard()
        const loading = value.load()
        // The request was sent after `begun` entries, and the server read its snapshot after `taken` of them.
        for (const entry of history.slice(begun, taken)) value.receive(entry)
        requests[0]?.resolve(boardOf(...history.slice(0, taken)))
        await loading
        for (const entry of history.slice(taken)) value.receive(entry)
        expect(value.state).toEqual({ status: 'loaded', data: boardOf(...history) })
      }
    }
  })

  it('applies entries that overtook an older snapshot', async () => {
    const { value, requests } = aBoard()
    const loading = value.load()
    value.receive(at('a', 'screen', 2))
    requests[0]?.resolve(boardOf(at('a', 'applied', 1)))
    await loading
    expect(value.state).toMatchObject({ data: { a: { stage: 'screen' } } })
  })

  it('shows the old state until a newer snapshot is here, and keeps it when none comes', async () => {
    const { value, requests } = aBoard()
    const first = value.load()
    requests[0]?.resolve(boardOf(at('a', 'applied', 1)))
    await first
    const second = value.load()
    expect(value.state.status).toBe('loaded')
    requests[1]?.reject(new Error('no answer'))
    await second
    expect(value.state).toMatchObject({ status: 'loaded', data: { a: { stage: 'applied' } } })
  })

  it('takes only the newest of two snapshots under way', async () => {
    const { value, requests } = aBoard()
    const older = value.load()
    const newer = value.load()
    requests[1]?.resolve(boardOf(at('a', 'offer', 3)))
    requests[0]?.resolve(boardOf(at('a', 'applied', 1)))
    await Promise.all([older, newer])
    expect(value.state).toMatchObject({ data: { a: { stage: 'offer' } } })
  })

  it('fails with the reason, and can be tried again', async () => {
    const { value, requests } = aBoard()
    const first = value.load()
    requests[0]?.reject(new Error('no answer'))
    await first
    expect(value.state.status).toBe('failed')
    const second = value.load()
    expect(value.state.status).toBe('loading')
    requests[1]?.resolve({})
    await second
    expect(value.state.status).toBe('loaded')
  })

  it('does not redraw for an entry that changes nothing', async () => {
    const { value, requests, changes } = aBoard()
    const loading = value.load()
    requests[0]?.resolve(boardOf(at('a', 'offer', 3)))
    await loading
    const before = changes()
    value.receive(at('a', 'screen', 2))
    expect(changes()).toBe(before)
  })
})

import { describe, expect, it } from 'vitest'
import type { Application, MoveResult } from '#protocol/applications'
import { defaultStages } from '#protocol/postings'
import { BoardStore } from './board-store.ts'
import { bulkActions } from './bulk-actions.ts'
import { defaultFilters } from './filters.ts'
import { aCard, stagesOf } from './fixtures.ts'
import { Moves } from './moves.ts'
import { Selection } from './selection.ts'

type Sent = { readonly id: string; readonly stage?: string; readonly status?: string; readonly ifVersion?: number }

/** A board of four cards and a server whose answer for each card the test decides: null moves it. */
function aBoard(refusalOf: (id: string) => { code: string; message: string } | null = () => null) {
  const store = new BoardStore('job', 'me')
  const stages = defaultStages.map(({ id }) => id)
  store.arrange(stagesOf(...stages), { ...defaultFilters, statuses: ['active', 'on_hold', 'hired', 'rejected'] })
  store.load(['a', 'b', 'c'].map((id) => aCard({ id })))
  store.load([aCard({ id: 'd', stage: 'offer' })])
  const calls: Sent[][] = []
  const theirs = (id: string) => aCard({ id, stage: 'interview', version: 9 })
  const moves = new Moves(store, {
    move: async () => {
      throw new Error('Many cards are moved by one call.')
    },
    moveMany: async (wanted, ids) => {
      calls.push(wanted.map((move, index) => ({ id: ids[index] ?? '', ...move })) as Sent[])
      return wanted.map((move, index): MoveResult => {
        const before = store.confirmed(ids[index] ?? '') as Application
        const error = refusalOf(before.id)
        if (error) return { ok: false, applicationId: before.id, error }
        const { stage = before.stage, status = before.status } = move
        return {
          ok: true,
          applicationId: before.id,
          application: { ...before, stage, status, version: before.version + 1 },
        }
      })
    },
    read: async (id) => theirs(id),
    isOvertaken: () => false,
  })
  const selection = new Selection(store)
  const told = { done: [] as string[], failed: [] as string[] }
  const ways: { undo?: () => void; again?: (() => void) | null } = {}
  const telling = {
    done: (words: string, undo: () => void) => {
      told.done.push(words)
      ways.undo = undo
    },
    failed: (words: string, again: (() => void) | null, title = '') => {
      told.failed.push(`${title} | ${words}`)
      ways.again = again
    },
    heard: () => undefined,
    nameOf: () => 'Dana',
    reasonOf: () => 'There is no connection.',
  }
  const bulk = bulkActions({ store, moves, stages: defaultStages, selection, telling })
  /** Lets the answers that are under way come in. */
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  return { store, selection, bulk, calls, told, ways, settle }
}

describe('doing something with all chosen cards', () => {
  it('[BRD-13] is one call from the versions that were seen, on screen at once, and undone in one', async () => {
    const board = aBoard()
    board.selection.add(['a', 'b', 'd'])
    board.bulk.move('screen')
    expect([...board.store.column('screen').ids].sort()).toEqual(['a', 'b', 'd'])
    await board.settle()
    expect(board.calls).toEqual([['a', 'b', 'd'].map((id) => ({ id, stage: 'screen', ifVersion: 1 }))])
    expect(board.told).toEqual({ done: ['3 candidates moved to Screen.'], failed: [] })
    expect(board.selection.ids().size).toBe(0)
    board.ways.undo?.()
    await board.settle()
    expect(board.calls[1]).toEqual([
      { id: 'a', stage: 'applied', ifVersion: 2 },
      { id: 'b', stage: 'applied', ifVersion: 2 },
      { id: 'd', stage: 'offer', ifVersion: 2 },
    ])
    expect(board.store.column('screen').ids).toEqual([])
  })

  it('[BRD-14] names each card that was not moved, with the reason, and keeps it chosen; the others are moved', async () => {
    const board = aBoard((id) => {
      if (id === 'a') return { code: 'application-closed', message: 'This application is rejected.' }
      return id === 'b' ? { code: 'version-mismatch', message: 'It is at version 9 now.' } : null
    })
    board.selection.add(['a', 'b', 'c'])
    board.bulk.hold()
    await board.settle()
    expect(board.told.done).toEqual(['1 candidate put on hold.'])
    expect(board.told.failed).toEqual([
      '2 candidates not changed | Amber Heron · a: This application is rejected. Amber Heron · b: somebody was faster.',
    ])
    expect([...board.selection.ids()].sort()).toEqual(['a', 'b'])
    expect(board.store.card('a')).toMatchObject({ pending: false, glow: 'refused', application: { status: 'active' } })
    expect(board.store.card('b')).toMatchObject({ pending: false, application: { stage: 'interview', version: 9 } })
    expect(board.store.card('c')).toMatchObject({ application: { status: 'on_hold' } })
    board.ways.again?.()
    await board.settle()
    expect(board.calls[1]?.map(({ id, ifVersion }) => [id, ifVersion])).toEqual([
      ['a', 1],
      ['b', 9],
    ])
  })

  it('[BRD-14] says a reason once for all whom it holds back', async () => {
    const board = aBoard(() => ({ code: 'application-closed', message: 'This posting is closed.' }))
    board.selection.add(['a', 'b'])
    board.bulk.move('screen')
    await board.settle()
    board.selection.add(['a', 'b', 'c', 'd'])
    board.bulk.move('interview')
    await board.settle()
    expect(board.told.failed).toEqual([
      '2 candidates not changed | Amber Heron · a and Amber Heron · b: This posting is closed.',
      '4 candidates not changed | Amber Heron · a, Amber Heron · b, Amber Heron · c and 1 more: This posting is closed.',
    ])
  })

  it('[BRD-13] asks for nothing where they stand already', async () => {
    const board = aBoard()
    board.selection.add(['a', 'd'])
    board.bulk.move('offer')
    await board.settle()
    expect(board.calls).toEqual([[{ id: 'a', stage: 'offer', ifVersion: 1 }]])
  })
})

import { describe, expect, it } from 'vitest'
import { describeSaving, type SaveFacts } from './save-state.ts'

const facts: SaveFacts = { link: 'open', unsaved: 0, isProven: true, isKept: true, canWrite: true }
const words = (more: Partial<SaveFacts>) => describeSaving({ ...facts, ...more }).words

describe('the save badge', () => {
  it('[COEDUI-2] says Saved only when everything is proven and the line is open', () => {
    const every = (['connecting', 'open', 'lost'] as const).flatMap((link) =>
      [0, 3].flatMap((unsaved) => [true, false].map((isProven) => ({ link, unsaved, isProven }))),
    )
    const saved = every.filter((some) => words(some) === 'Saved')
    expect(saved.every(({ link, isProven }) => link === 'open' && isProven)).toBe(true)
    expect(words({})).toBe('Saved')
    expect(words({ isProven: false, unsaved: 1 })).toBe('Saving…')
  })

  it('[COEDUI-3] counts what waits while there is no line', () => {
    expect(words({ link: 'lost', isProven: false, unsaved: 1 })).toBe('Offline (1 change)')
    expect(words({ link: 'lost', isProven: false, unsaved: 12 })).toBe('Offline (12 changes)')
    expect(words({ link: 'lost' })).toBe('Offline')
    expect(words({ link: 'connecting', isProven: false, unsaved: 2 })).toBe('Offline (2 changes)')
  })

  it('[COEDUI-3] warns where the browser keeps nothing', () => {
    const description = describeSaving({ ...facts, link: 'lost', unsaved: 2, isProven: false, isKept: false })
    expect(description).toMatchObject({ kind: 'trouble', words: 'Offline (2 changes)' })
    expect(description.meaning).toContain('Leave the page open')
  })

  it('[COEDUI-6] tells readers whether they see the newest text, not that something is saved', () => {
    expect(words({ canWrite: false })).toBe('Live')
    expect(words({ canWrite: false, link: 'lost' })).toBe('Offline')
  })
})

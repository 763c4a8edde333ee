import { describe, expect, it } from 'vitest'
import { comingsAndGoings, peopleIn } from './people.ts'

const dana = { id: 'u-dana', name: 'Dana', color: '#5b65d8' }
const here = (...states: unknown[]) => ({
  clientID: 1,
  getStates: () => new Map(states.map((state, index) => [index, state as Record<string, unknown>])),
})

describe('who is here', () => {
  it('[COEDUI-5] is everybody else, each once', () => {
    const me = { id: 'u-me', name: 'Me', color: '#5b65d8' }
    expect(peopleIn(here({ user: dana }, { user: dana }, { user: me }), 'u-me')).toEqual([
      { userId: 'u-dana', name: 'Dana', color: '#5b65d8' },
    ])
  })

  it('[COEDUI-5] leaves out what other programs say in another form', () => {
    const states = [
      null,
      {},
      { user: null },
      { user: { id: 'x', name: 'X', color: 'url(evil)' } },
      { user: { name: 'X' } },
    ]
    expect(peopleIn(here(...states), 'u-me')).toEqual([])
  })

  it('[COEDUI-5] says which field they are in, where a document has fields', () => {
    const states = [
      { user: dana, at: 'care.name' },
      { user: { ...dana, id: 'u-kim', name: 'Kim' }, at: { x: 1 } },
    ]
    expect(peopleIn(here(...states), 'u-me')).toEqual([
      { userId: 'u-dana', name: 'Dana', color: '#5b65d8', at: 'care.name' },
      { userId: 'u-kim', name: 'Kim', color: '#5b65d8' },
    ])
  })

  it('[COEDUI-8] comings and goings are told in words', () => {
    const [kim] = peopleIn(here({ user: { ...dana, id: 'u-kim', name: 'Kim' } }), '')
    const [other] = peopleIn(here({ user: dana }), '')
    if (!kim || !other) throw new Error('Nobody is here')
    expect(comingsAndGoings([kim], [other])).toBe('Dana opened the text. Kim left the text')
    expect(comingsAndGoings([kim], [kim])).toBe('')
  })
})

import { expect, it } from 'vitest'
import { actionOf } from './keys.ts'

const press = (key: string, isInText = false, more: object = {}) =>
  actionOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...more }, isInText)

it('[REVUI-4] a review is done by keys alone', () => {
  expect([press('4'), press('j'), press('K'), press('n'), press('p'), press('e'), press('?')]).toEqual([
    { kind: 'choose', mark: 4 },
    { kind: 'step', by: 1 },
    { kind: 'step', by: -1 },
    { kind: 'candidate', by: 1 },
    { kind: 'candidate', by: -1 },
    { kind: 'text' },
    { kind: 'help' },
  ])
  expect([press('6'), press('0'), press('x')]).toEqual([null, null, null])
})

it('[REVUI-4] in a text, letters are letters', () => {
  expect(['4', 'j', 'n', 'e', '?'].map((key) => press(key, true))).toEqual([null, null, null, null, null])
  expect(press('Escape', true)).toEqual({ kind: 'leave-text' })
  expect(press('Enter', true, { ctrlKey: true })).toEqual({ kind: 'submit' })
  // The browser's and the screen reader's own.
  expect(press('n', false, { ctrlKey: true })).toBeNull()
  expect(press('1', false, { altKey: true })).toBeNull()
})

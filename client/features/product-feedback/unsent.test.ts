import { describe, expect, it } from 'vitest'
import { keepUnsent, unsentOf } from './unsent.ts'

describe('words on the product that are not sent yet', () => {
  it('[PFB-3] are there when the form is opened again, for the same person alone, until they are sent', () => {
    keepUnsent('u1', 'The board')
    expect([unsentOf('u1'), unsentOf('u2')]).toEqual(['The board', ''])
    keepUnsent('u1', '')
    expect(unsentOf('u1')).toBe('')
  })
})

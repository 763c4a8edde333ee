import { describe, expect, it } from 'vitest'
import { UnsavedChanges } from './unsaved-changes.ts'

describe('changes that are not stored yet', () => {
  it('[COEDUI-2] a change counts until the server says that its frame is durable', () => {
    const unsaved = new UnsavedChanges()
    unsaved.sent('answer')
    for (let key = 0; key < 3; key++) {
      unsaved.add(1)
      unsaved.sent('update')
    }
    unsaved.stored(1)
    expect(unsaved.count).toBe(3)
    unsaved.stored(3)
    expect(unsaved.count).toBe(1)
    unsaved.stored(4)
    expect(unsaved.isEmpty).toBe(true)
  })

  it('[COEDUI-2] a broken connection makes what it carried uncertain, and the next one carries all of it at once', () => {
    const unsaved = new UnsavedChanges()
    unsaved.sent('answer')
    unsaved.add(1)
    unsaved.sent('update')
    unsaved.reconnect()
    unsaved.stored(2)
    expect(unsaved.count).toBe(1)
    unsaved.add(1)
    unsaved.sent('answer')
    unsaved.stored(1)
    expect(unsaved.isEmpty).toBe(true)
  })

  it('[COEDUI-2] an update that overtakes the answer is stored only with it, since it may build on what the server lacks', () => {
    const unsaved = new UnsavedChanges()
    unsaved.add(5)
    unsaved.reconnect()
    unsaved.add(1)
    unsaved.sent('update')
    unsaved.stored(1)
    expect(unsaved.count).toBe(6)
    unsaved.sent('answer')
    unsaved.stored(2)
    expect(unsaved.isEmpty).toBe(true)
  })

  it('[COEDUI-3] what another page left in this browser is unsaved, though it is no change of this page', () => {
    const unsaved = new UnsavedChanges()
    unsaved.add(0)
    expect(unsaved.count).toBe(0)
    expect(unsaved.isEmpty).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { openOf } from './tab-row.tsx'

describe('the tabs of a page', () => {
  it('[WEB-22] an address that names none which this person has opens the first', () => {
    const tabs = [
      { value: 'read', label: 'Read' },
      { value: 'saved', label: 'Saved' },
    ]
    expect(openOf(tabs, 'saved')).toBe('saved')
    expect(openOf(tabs, 'archive')).toBe('read')
    expect(openOf(tabs, undefined)).toBe('read')
  })
})

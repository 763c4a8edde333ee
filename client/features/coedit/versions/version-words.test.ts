import { describe, expect, it } from 'vitest'
import type { Version } from '#protocol/coedit'
import { titleOf, writersOf } from './version-words.ts'

const version = (more: object) => ({ kind: 'automatic', name: null, by: null, ...more }) as unknown as Version

describe('words for versions', () => {
  it('[COEDUI-12] a version is called by its name, else by why it was kept', () => {
    expect(titleOf(version({ kind: 'named', name: 'For legal' }))).toBe('For legal')
    expect(titleOf(version({ kind: 'published' }))).toBe('Published')
    expect(titleOf(version({ kind: 'restored', name: 'For legal' }))).toBe('Restored “For legal”')
  })

  it('[COEDUI-12] says who wrote, in a few words', () => {
    const names = (...by: string[]) => writersOf(version({ by }), (id) => id)
    expect(names()).toBeNull()
    expect(names('You', 'Dana')).toBe('You and Dana')
    expect(names('You', 'Dana', 'Kim')).toBe('You, Dana and 1 other')
    expect(names('You', 'Dana', 'Kim', 'Lee')).toBe('You, Dana and 2 others')
  })
})

import { describe, expect, it } from 'vitest'
import { Demographics } from '#protocol/demographics'
import type { ApplicationRecord } from '../applications/repository.ts'
import { discloseGroups } from './groups.ts'

describe('what candidates of the demo say of themselves', () => {
  it('[FAIR-12] is told by most, in the words of the form, and the same each time', () => {
    const applications = new Map(Array.from({ length: 400 }, (_, i) => [`a${i}`, {} as ApplicationRecord]))
    const disclosed = discloseGroups({ applications })
    expect(disclosed.size).toBeGreaterThan(240)
    expect(disclosed.size).toBeLessThan(360)
    for (const groups of disclosed.values()) expect(Demographics.safeParse(groups).success).toBe(true)
    const women = [...disclosed.values()].filter(({ gender }) => gender === 'woman').length
    expect(women / disclosed.size).toBeGreaterThan(0.3)
    expect(discloseGroups({ applications })).toEqual(disclosed)
  })
})

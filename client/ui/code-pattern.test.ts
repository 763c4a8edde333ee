import { describe, expect, it } from 'vitest'
import { codePattern } from './code-pattern.ts'

describe("a code name's pattern", () => {
  it('is the same each time, and different for another code', () => {
    expect(codePattern('Amber Heron · 7F')).toEqual(codePattern('Amber Heron · 7F'))
    expect(codePattern('Amber Heron · 7F').cells).not.toEqual(codePattern('Amber Heron · 7E').cells)
  })

  it('is mirrored, and seldom empty or full', () => {
    const filled = Array.from({ length: 200 }, (_, index) => {
      const { cells } = codePattern(`Quiet Otter · ${index}`)
      for (const row of cells) expect(row).toEqual([...row].reverse())
      return cells.flat().filter(Boolean).length
    })
    expect(filled.filter((count) => count < 4 || count > 22).length).toBeLessThan(8)
  })
})

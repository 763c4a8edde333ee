import { describe, expect, it } from 'vitest'
import { sizeInWords } from './size-in-words.ts'

describe('a size', () => {
  it('is said as people say it', () => {
    expect([sizeInWords(812), sizeInWords(3_565_158), sizeInWords(10 * 1024 * 1024)]).toEqual([
      '812 bytes',
      '3.4 MB',
      '10 MB',
    ])
  })
})

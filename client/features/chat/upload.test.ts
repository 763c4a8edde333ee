import { expect, it } from 'vitest'
import { largestAttachment } from '#protocol/chat'
import { whyNot } from './upload.ts'

it('a file that cannot be sent is refused in a sentence that says what to do', () => {
  expect(whyNot({ name: 'cv.pdf', size: largestAttachment })).toBeNull()
  expect(whyNot({ name: 'film.mov', size: largestAttachment + 1 })).toContain('at most 10 MB can be sent')
  expect(whyNot({ name: 'nothing.txt', size: 0 })).toContain('is empty')
})

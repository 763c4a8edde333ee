import { describe, expect, it } from 'vitest'
import { shownAddress } from './shown-address.ts'

describe('the address of a webhook', () => {
  it.each([
    ['https://example.com', 'https://example.com'],
    ['https://example.com:8443/hook?token=s3cret&team=a=b', 'https://example.com:8443/hook?token=***&team=***'],
    ['https://example.com/?s3cret#s3cret', 'https://example.com/?***'],
    ['https://ada:s3cret@example.com/hook', 'https://***@example.com/hook'],
    ['https://s3cret@example.com', 'https://***@example.com/'],
  ])('[HOOK-8] %s is shown as %s', (url, shown) => {
    expect(shownAddress(url)).toBe(shown)
    // What is sent back as it was shown is known for the same.
    expect(shownAddress(shown)).toBe(shown)
  })
})

import { describe, expect, it } from 'vitest'
import { maskAddress, maskAddresses } from './address.ts'
import { messageIdOf } from './message-id.ts'

describe('naming mails and people in logs', () => {
  it('masks an address', () => {
    expect(maskAddress('amina.diallo@example.com')).toBe('a***@example.com')
  })

  it('masks every address in a mail server’s answer', () => {
    expect(maskAddresses('550 <amina@example.com>: no such user, try jo+x@sub.example.org')).toBe(
      '550 <a***@example.com>: no such user, try j***@sub.example.org',
    )
  })

  it('gives a mail the same Message-ID at every attempt, and each mail its own', () => {
    const url = 'https://hiring.example.com'
    expect(messageIdOf('row 1', url)).toBe(messageIdOf('row 1', url))
    expect(messageIdOf('row 1', url)).not.toBe(messageIdOf('row 2', url))
    expect(messageIdOf('x>\r\nBcc: y', url)).toMatch(/^[0-9a-f]{40}@hiring\.example\.com$/)
    expect(messageIdOf('row 1', 'http://127.0.0.1:3000')).toMatch(/@clearview\.localhost$/)
  })
})

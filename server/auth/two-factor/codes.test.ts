import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { addressOf, newFactorSecret, newRecoveryCodes, recoveryHash, stepOf } from './codes.ts'

const now = new Date('2026-03-01T10:00:10Z')
const codeAt = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

describe('the codes of an authenticator', () => {
  it('[TFA-1] are those of RFC 6238', () => {
    const secret = Secret.fromUTF8('12345678901234567890').base32
    expect(stepOf(secret, '287082', new Date(59_000))).toBe(1)
    expect(stepOf(secret, '081804', new Date(1_111_111_109_000))).toBe(Math.floor(1_111_111_109 / 30))
  })

  it('[TFA-1] are good for their half minute and the ones beside it', () => {
    const secret = newFactorSecret()
    const here = Math.floor(now.getTime() / 30_000)
    expect(stepOf(secret, codeAt(secret, now), now)).toBe(here)
    expect(stepOf(secret, codeAt(secret, later(30)), now)).toBe(here + 1)
    expect(stepOf(secret, codeAt(secret, later(-30)), now)).toBe(here - 1)
    expect(stepOf(secret, codeAt(secret, later(90)), now)).toBeNull()
    const typed = codeAt(secret, now)
    expect(stepOf(secret, `${typed.slice(0, 3)} ${typed.slice(3)}`, now)).toBe(here)
  })

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('[TFA-1] are six digits: %j is none', (code) => {
    expect(stepOf(newFactorSecret(), code, now)).toBeNull()
  })

  it('[TFA-2] come from an address that names ClearView and the person', () => {
    expect(addressOf('JBSWY3DPEHPK3PXP', 'ada@example.com')).toBe(
      'otpauth://totp/ClearView:ada%40example.com?issuer=ClearView&secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30',
    )
  })

  it('[TFA-3] recovery codes differ, are known however they are typed, and are one person’s', () => {
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    const [code = ''] = codes
    expect(code).toMatch(/^[2-9a-z]{5}-[2-9a-z]{5}$/)
    expect(recoveryHash('u', ` ${code.toUpperCase().replace('-', ' ')} `)).toBe(recoveryHash('u', code))
    expect(recoveryHash('v', code)).not.toBe(recoveryHash('u', code))
  })
})

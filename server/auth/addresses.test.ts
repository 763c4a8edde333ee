import { describe, expect, it } from 'vitest'
import { emailKeyOf, maskAddress, nameFromAddress } from './addresses.ts'

describe('an address', () => {
  it('is compared without regard to case', () => {
    expect(emailKeyOf(' Ada@Example.COM ')).toBe(emailKeyOf('ada@example.com'))
  })

  it('is masked in logs', () => {
    expect(maskAddress('ada@example.com')).toBe('a***@example.com')
    expect(maskAddress('not an address')).toBe('***')
  })

  it.each([
    ['ada.lovelace@example.com', 'Ada Lovelace'],
    ['grace-hopper+jobs@example.com', 'Grace Hopper'],
    ['ada@example.com', 'Ada'],
    ['_@example.com', '_@example.com'],
  ])('%s gives the name %s', (email, name) => {
    expect(nameFromAddress(email)).toBe(name)
  })
})

import { describe, expect, it } from 'vitest'
import { holdsAnAddress, recognise } from './recognise.ts'

const { hasAddress, hasName } = recognise({ name: 'Zoë  O’Brien-Åse', email: 'Zoe.OB+jobs@Example.com' })

describe('finding somebody in texts', () => {
  it('[PRIV-5] knows an address in any case, and no other that ends or begins like it', () => {
    expect(hasAddress('Write to <zoe.ob+JOBS@example.com>.')).toBe(true)
    expect(hasAddress('ATTENDEE:mailto:zoe.ob+jobs@example.com;')).toBe(true)
    for (const other of [
      'azoe.ob+jobs@example.com',
      'zoe.ob+jobs@example.com.pt',
      'zoe.ob+jobs@example.community',
      'ob+jobs',
    ])
      expect(hasAddress(other)).toBe(false)
  })

  it('[PRIV-5] knows a name without its case, accents and signs, and no longer or shorter one', () => {
    for (const text of ['ZOE O BRIEN ASE', 'Dear Zoë O’Brien-Åse,', 'zoë\no’brien åse'])
      expect(hasName(text)).toBe(true)
    for (const other of ['Zoë O’Brien', 'Azoë O’Brien-Åse', 'Zoë O’Brien-Åsen']) expect(hasName(other)).toBe(false)
  })

  it('[PRIV-5] finds nobody by a name or an address that is empty', () => {
    const nobody = recognise({ name: ' ', email: '' })
    expect([nobody.hasName('anything'), nobody.hasAddress('anything')]).toEqual([false, false])
  })

  it('[PRIV-5] tells whether a text holds any address', () => {
    expect(holdsAnAddress('ask ann@example.com')).toBe(true)
    expect(holdsAnAddress('ann at example.com, 3 @ 4')).toBe(false)
  })
})

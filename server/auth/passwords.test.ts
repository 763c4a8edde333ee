import { hash } from '@node-rs/argon2'
import { describe, expect, it } from 'vitest'
import { hashPassword, isOutdated, isPassword } from './passwords.ts'

describe('a password hash', () => {
  it('is argon2id with the parameters of the day', async () => {
    expect(await hashPassword('dolphin-kettle-42')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('recognises its password, however it was composed, and no other', async () => {
    const stored = await hashPassword('Zwölf Boxkämpfer')
    expect(await isPassword(stored, 'Zwölf Boxkämpfer'.normalize('NFD'))).toBe(true)
    expect(await isPassword(stored, 'Zwolf Boxkampfer')).toBe(false)
    expect(await isPassword(null, 'Zwölf Boxkämpfer')).toBe(false)
  })

  it('made with other parameters is outdated', async () => {
    expect(isOutdated(await hash('dolphin-kettle-42', { memoryCost: 8192, timeCost: 2, parallelism: 1 }))).toBe(true)
    expect(isOutdated(await hashPassword('dolphin-kettle-42'))).toBe(false)
  })
})

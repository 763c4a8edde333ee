import { describe, expect, it } from 'vitest'
import { likenessOf } from './likeness.ts'

const one = {
  name: 'Zsófia Kővágó',
  email: 'zsofia.kovago@gmail.com',
  phone: '+36 30 555 01 77',
  text: 'Built compilers and restored harpsichords at night',
}
const other = { name: 'Someone Else', email: 'x@example.org', phone: null, text: 'Sold flowers' }

describe('who may be one person', () => {
  it.each(['ZsofiaKovago@googlemail.com', 'zsofia.kovago+jobs@gmail.com'])(
    '[PROF-20] the same mailbox: %s',
    (email) => {
      expect(likenessOf(one, { ...other, email })).toEqual(['address'])
    },
  )

  it.each(['06 30 555 01 77', '0036305550177', '(30) 555-0177'])('[PROF-20] the same number: %s', (phone) => {
    expect(likenessOf(one, { ...other, phone })).toEqual(['phone'])
  })

  it('[PROF-20] the same name and half of the words; either alone is not enough', () => {
    const name = 'KOVAGO Zsofia Mária'
    expect(likenessOf(one, { ...other, name, text: `${one.text} and mornings` })).toEqual(['name-and-text'])
    expect(likenessOf(one, { ...other, name })).toEqual([])
    expect(likenessOf(one, { ...other, text: one.text })).toEqual([])
  })

  it('[PROF-20] nobody without a number is like somebody else without one', () => {
    expect(likenessOf({ ...one, phone: '12' }, { ...other, phone: '12' })).toEqual([])
  })
})

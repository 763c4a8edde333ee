import { describe, expect, it } from 'vitest'
import { date, employment, excerpt, pay } from './format.ts'

describe('words and figures for people', () => {
  it.each([
    [{ min: 52_000, max: 52_000, currency: 'EUR' }, '€52,000 a year'],
    [{ min: 62_000, max: 74_000, currency: 'EUR' }, '€62,000 – €74,000 a year'],
    [{ min: 100, max: 100.5, currency: 'GBP' }, '£100.00 – £100.50 a year'],
    [{ min: 5_000_000, max: 5_000_000, currency: 'JPY' }, '¥5,000,000 a year'],
  ])('pay %o reads %s', (salary, words) => {
    expect(pay(salary)).toBe(words)
  })

  it('a day is the day in UTC', () => {
    expect(date('2026-03-01T00:30:00.000Z')).toBe('1 March 2026')
  })

  it.each([
    ['full_time', 'Full time'],
    ['FULLTIME', 'Fulltime'],
    ['part-time', 'Part-time'],
    ['Freelance, 3 days', 'Freelance, 3 days'],
  ])('the kind of employment %s reads %s', (type, words) => {
    expect(employment(type)).toBe(words)
  })

  it('an excerpt is plain text that ends between words', () => {
    expect(excerpt('<p>Build &amp; run</p><p>wind farms</p>')).toBe('Build & run wind farms')
    expect(excerpt('<p>one two three four</p>', 10)).toBe('one two…')
  })
})

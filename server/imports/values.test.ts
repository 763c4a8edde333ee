import { describe, expect, it } from 'vitest'
import { guessMapping, looksLikeHead } from './mapping.ts'
import { parseAmount, parseDay, parseRange } from './values.ts'

describe('amounts as people write them', () => {
  it.each([
    ['52000', 52_000, null],
    ['52.000', 52_000, null],
    ['52,000.50', 52_000.5, null],
    ['52.000,50', 52_000.5, null],
    ["52'000", 52_000, null],
    ['52 000 €', 52_000, 'EUR'],
    ['$52,000', 52_000, 'USD'],
    ['EUR 52000', 52_000, 'EUR'],
    ['52k', 52_000, null],
    ['£ 1.234.567', 1_234_567, 'GBP'],
    ['12.5', 12.5, null],
  ])('[IMP-4] %s is %d', (text, amount, currency) => {
    expect(parseAmount(text)).toEqual({ amount, currency })
  })

  it.each(['', 'thirty', '52.0.00', '52.000.50', '1,000.000,5', '1,2,3', '52000 Taler', '-5', '5 5 5 euros'])(
    '[IMP-4] “%s” is none',
    (text) => {
      expect(parseAmount(text)).toBeNull()
    },
  )

  it('[IMP-4] two of them are a range', () => {
    expect(parseRange('50,000 - 60,000 EUR')).toEqual({ min: 50_000, max: 60_000, currency: 'EUR' })
    expect(parseRange('50–60k')).toEqual({ min: 50_000, max: 60_000, currency: null })
    expect(parseRange('50000 bis 60000')).toEqual({ min: 50_000, max: 60_000, currency: null })
    expect(parseRange('50000')).toBeNull()
  })
})

describe('days as people write them', () => {
  it('[IMP-4] are read when they can mean one day alone', () => {
    const iso = (text: string) => {
      const parsed = parseDay(text)
      return parsed && 'day' in parsed ? parsed.day.toISOString().slice(0, 10) : parsed
    }
    expect(iso('2026-03-04')).toBe('2026-03-04')
    expect(iso('2026-03-04T10:00:00Z')).toBe('2026-03-04')
    expect(iso('4.3.2026')).toBe('2026-03-04')
    expect(iso('25/12/2025')).toBe('2025-12-25')
    expect(iso('12/25/2025')).toBe('2025-12-25')
    expect(iso('05/05/2025')).toBe('2025-05-05')
    expect(iso('03/04/2026')).toEqual({ ambiguous: ['2026-04-03', '2026-03-04'] })
    for (const text of ['2026-02-30', '31.4.2026', 'yesterday', '']) expect(iso(text)).toBeNull()
  })
})

describe('columns', () => {
  it('[IMP-8] are known by their names in several languages, each field once', () => {
    expect(guessMapping('postings', ['Job Title', 'JOB-DESCRIPTION', 'Salary (min)', 'City', 'Title', 'Id'])).toEqual([
      'title',
      'description',
      'salaryMin',
      'location',
      null,
      null,
    ])
    expect(guessMapping('postings', ['Intitulé', 'Descripción', 'Währung', 'Ubicación'])).toEqual([
      'title',
      'description',
      'currency',
      'location',
    ])
    expect(guessMapping('candidates', ['Full name', 'E-Mail', 'Telefon', 'Applied on'])).toEqual([
      'name',
      'email',
      'phone',
      'appliedOn',
    ])
  })

  it('[IMP-3] the first row is heads unless it reads like data', () => {
    expect(looksLikeHead('postings', ['Title', 'x@example.com'])).toBe(true)
    expect(looksLikeHead('candidates', ['Noor Haddad', 'noor@example.com'])).toBe(false)
    expect(looksLikeHead('postings', ['Foo', 'Bar'])).toBe(true)
    expect(looksLikeHead('postings', ['Cook', '30000'])).toBe(false)
  })
})

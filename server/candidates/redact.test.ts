import { describe, expect, it } from 'vitest'
import { codeName } from './code-name.ts'
import { redact, redactPlace } from './redact.ts'

const identity = { name: 'Zoë O’Neill-Åkesson', email: 'zoe.akesson84@example.org', phone: '+46 70 123 45 67' }

describe('blind text', () => {
  it.each([
    ['My name is Zoë O’Neill-Åkesson.', /zo|neill|kesson/i],
    ['ZOE AKESSON, engineer', /zoe|akesson/i],
    ['Akesson leads; ask O’Neill.', /akesson|neill/i],
    ['Write to zoe.akesson84@example.org or zoe.akesson84 (at) mail.example', /zoe|example\.org/i],
    ['Call +46 70 123 45 67 or 070-123 45 67', /123/],
    ['See https://linkedin.com/in/zoe-a and github.com/zoe-a', /linkedin|github/i],
    ['Profile: @zoebuilds, site zoe-builds.dev', /zoebuilds|zoe-builds/i],
    ['Born 3 May 1984 in Lund, 41 years old', /1984|born 3|41 years/i],
    ['Graduated 2006', /2006/],
    ['BSc, University of Bristol, then work', /bristol|university/i],
    ['MSc at the Technical University of Denmark', /denmark|technical/i],
    ['Diplom, Technische Universität München', /münchen|technische/i],
    ['Learnt at Escuela Superior de Música and St Mary’s College', /superior|mary|college/i],
    ['Ms. Akesson (she/her)', /\bMs\b|she\/her/i],
  ])('[CAND-3] withholds identity from %j', (text, identifying) => {
    expect(redact(text, identity)).not.toMatch(identifying)
  })

  it('[CAND-4] keeps what says what somebody can do', () => {
    const text = 'Led a team of 12, cut build time by 40 % and wrote the TypeScript course for schools.'
    expect(redact(text, identity)).toBe(text)
  })

  it('[CAND-4] keeps a word for a school that names none', () => {
    expect(redact('University fair', identity)).toBe('University fair')
  })

  it('[CAND-5] does not cut the name out of longer words', () => {
    expect(redact('An annual plan', { ...identity, name: 'Ann Lee', email: 'x@example.com' })).toBe('An annual plan')
  })
})

describe('a place', () => {
  it('[INT-42] is read without number and address of who is met, and nothing between them is taken for a digit of it', () => {
    const email = 'quirina-a02ba@example.com'
    const place = `Call 00351 210 000 000, ${email}`
    expect(redactPlace(place, { name: 'Quirina', email, phone: '+351 21 000 00 00' })).toMatch(/^Call [\d ]*▇▇▇, ▇▇▇$/)
  })
})

describe('code names', () => {
  it('[CAND-1] are stable, pronounceable and say nothing of the person', () => {
    expect(codeName('candidate-1')).toBe(codeName('candidate-1'))
    expect(codeName('candidate-1')).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+ · [0-9A-F]{2}$/)
  })

  it('[CAND-2] another attempt gives another name', () => {
    expect(codeName('candidate-1', 1)).not.toBe(codeName('candidate-1', 0))
  })
})

import { describe, expect, it } from 'vitest'
import { readForm, typedForm } from './apply-form.ts'

const sent = (fields: Record<string, string>) => readForm(typedForm(new URLSearchParams(fields)))
const errorsOf = (fields: Record<string, string>) => {
  const read = sent(fields)
  return 'refused' in read ? read.refused.errors : {}
}

describe('reading the apply form', () => {
  it('leaves out what was left empty', () => {
    expect(sent({ name: ' Ada ', email: 'ada@example.com', phone: ' ', resumeText: '' })).toEqual({
      body: { name: 'Ada', email: 'ada@example.com', source: 'Careers page' },
    })
  })

  it('counts a line end once, as it was typed', () => {
    const read = sent({ name: 'Ada', email: 'ada@example.com', resumeText: 'a\r\nb' })
    expect(read).toMatchObject({ body: { resumeText: 'a\nb' } })
  })

  it('has one message per wrong field, in words', () => {
    expect(errorsOf({})).toEqual({
      name: 'Enter your name.',
      email: 'Enter your e-mail address, so that you get an answer.',
    })
    const long = { name: 'x'.repeat(121), email: 'ada', phone: '1'.repeat(41), resumeText: 'x'.repeat(200_001) }
    expect(errorsOf(long)).toEqual({
      name: 'Shorten the name to 120 characters.',
      email: 'Enter an e-mail address like name@example.com.',
      phone: 'Shorten the phone number to 40 characters.',
      resumeText: 'Shorten this text to 200,000 characters.',
    })
  })

  it('keeps the key of the form, and makes one where a browser sent none', () => {
    expect(typedForm(new URLSearchParams({ formKey: 'k' })).key).toBe('k')
    expect(typedForm(new URLSearchParams()).key).toMatch(/^[\w-]{36}$/)
  })
})

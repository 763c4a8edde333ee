import { describe, expect, it } from 'vitest'
import { emptyValues, messagesOf, problemsOf, toBody, toEdit } from './form-values.ts'

const values = { ...emptyValues, title: 'Gardener' }

describe('the posting form', () => {
  it('sends a pay range, one amount, or none', () => {
    expect(toBody({ ...values, payMin: '48 000', payMax: '52,000' }).salary).toEqual({
      min: 48000,
      max: 52000,
      currency: 'EUR',
    })
    expect(toBody({ ...values, payMax: '52000' }).salary).toEqual({ amount: 52000, currency: 'EUR' })
    expect(toBody(values).salary).toBeNull()
  })

  it('says what is wrong at the field where it is wrong', () => {
    expect(problemsOf(values)).toEqual({})
    expect(problemsOf({ ...values, title: ' ' })).toEqual({ title: 'Give the posting a title.' })
    expect(problemsOf({ ...values, payMin: 'a lot' })).toEqual({ payMin: 'The pay must be a number, like 52000.' })
    expect(problemsOf({ ...values, payMin: '9', payMax: '8' })).toEqual({
      payMin: 'The lower end is above the upper end.',
    })
  })

  it('finds the line of a requirement although empty lines are not sent', () => {
    const wrong = { path: 'requirements.1', message: 'At most 1000 characters.' }
    expect(messagesOf([wrong], { ...values, requirements: ['a', '', 'b'] })).toEqual({
      'requirements.2': 'At most 1000 characters.',
    })
  })

  it('an edit holds only what was changed', () => {
    expect(toEdit(values, { ...values, location: 'Kassel' })).toEqual({ location: 'Kassel' })
    expect(toEdit(values, { ...values, requirements: ['', ' '] })).toEqual({})
  })
})

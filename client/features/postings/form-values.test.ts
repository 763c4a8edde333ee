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

  it('[POST-60] reads an amount as it is written anywhere, and refuses what could be meant in two ways', () => {
    const amounts = ['40.000', '40,000', '40’000', '1.040.000', '40000.50', '40.000,50', '40,000.5']
    expect(amounts.map((payMin) => toBody({ ...values, payMin }).salary)).toEqual(
      [40_000, 40_000, 40_000, 1_040_000, 40_000.5, 40_000.5, 40_000.5].map((amount) => ({ amount, currency: 'EUR' })),
    )
    for (const payMin of ['4.00.000', '40.00.0', '40.000.50', '1e9', '0x10', '-5', '.', '40.000,5,5'])
      expect(problemsOf({ ...values, payMin })).toEqual({ payMin: 'The pay must be a number, like 52000.' })
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

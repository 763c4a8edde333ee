import { describe, expect, it } from 'vitest'
import { passwordProblem } from './password-rules.ts'

const personal = ['Acme Hiring', 'Söhne & Co.', 'ada.lovelace@example.com']

describe('[AUTH] a new password', () => {
  it.each([
    'password1234',
    'Password123!',
    'P@ssw0rd2024',
    'qwertyuiop',
    '1234567890',
    'iloveyou1234',
    'passwordpassword',
    'aaaaaaaaaaaa',
    'abcdefghijkl',
    'a'.repeat(200),
  ])('that is guessed first is refused: %s', async (password) => {
    expect(await passwordProblem(password, personal)).toContain('guessed first')
  })

  it.each(['AcmeHiring2024', 'SohneCo2024', 'ada.lovelace1', 'acme hiring 1', 'ada.lovelace@example.com'])(
    'that others can tell from the person is refused: %s',
    async (password) => {
      expect(await passwordProblem(password, personal)).toContain('which others know')
    },
  )

  it.each([
    'correct horse battery staple',
    'dolphin-kettle-42',
    'Str0ng-Passw0rd-123!',
    'ein ziemlich langer Satz',
    '旅人が静かな湖のほとりで休む',
  ])('that takes long to guess is taken: %s', async (password) => {
    expect(await passwordProblem(password, personal)).toBeNull()
  })

  it('has at least 10 characters', async () => {
    expect(await passwordProblem('xk8#mQ2!z', personal)).toContain('at least 10 characters')
  })
})

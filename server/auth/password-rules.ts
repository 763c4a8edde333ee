import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { Password } from '#protocol/auth'
import { invalidField } from '../app-error.ts'

/**
 * A password among an attacker's first hundred thousand guesses counts as common. Ten failures in 15 minutes are all
 * that one account grants, so what lies beyond takes months of guessing.
 */
const commonBelow = 1e5
/** Strength shows in the first characters; the check's time grows faster than the length. */
const lookedAt = 64

let loading: Promise<ZxcvbnFactory> | undefined

/** The dictionaries are loaded with the first use: most processes of a busy server never need them at the start. */
function checker(): Promise<ZxcvbnFactory> {
  loading ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(
    ([{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }]) =>
      new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }),
  )
  return loading
}

/**
 * @param personal what others know of the person: address, name, company
 * @returns what is wrong with it and what to do, in words; null: nothing
 */
export async function passwordProblem(password: string, personal: readonly string[]): Promise<string | null> {
  const wellFormed = Password.safeParse(password)
  if (!wellFormed.success) return wellFormed.error.issues[0]?.message ?? 'Choose another password.'
  const { guesses, sequence } = (await checker()).check(password.slice(0, lookedAt), wordsOf(personal))
  if (guesses >= commonBelow) return null
  const isPersonal = sequence.some((match) => match.dictionaryName === 'userInputs')
  return isPersonal
    ? 'This is close to your name, address or company, which others know. Use a few unrelated words instead.'
    : 'This is one of the passwords that are guessed first. Use a few words that you remember instead.'
}

/** @throws {AppError} `invalid-input` on the field `password` */
export async function refuseWeakPassword(password: string, personal: readonly string[]): Promise<void> {
  const problem = await passwordProblem(password, personal)
  if (problem !== null) throw invalidField('password', problem)
}

/** Each text as written and without accents: the whole, an address without its host, the words, and the words as one. */
function wordsOf(personal: readonly string[]): string[] {
  const words = personal
    .flatMap((text) => [text, text.normalize('NFKD').replace(/\p{M}/gu, '')])
    .flatMap((text) => {
      const parts = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
      return [text, text.replace(/@.*$/, ''), parts.join(''), ...parts]
    })
  return [...new Set(words.filter((word) => word.length > 2))]
}

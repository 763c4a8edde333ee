export interface PasswordStrength {
  /** 0 to 4: how much of the meter is filled. */
  readonly level: 0 | 1 | 2 | 3 | 4
  readonly words: string
}

export const shortestPassword = 10

const runs = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '01234567890']

/** Characters that are hard to guess: repeats, runs on the keyboard and what others know count little. */
function surpriseOf(password: string, known: readonly string[]): number {
  let text = password.toLowerCase()
  for (const word of known) {
    const part = word.trim().toLowerCase()
    if (part.length > 2) text = text.replaceAll(part, '*')
  }
  text = text.replace(/(.)\1+/g, '$1')
  let surprise = 0
  for (let index = 0; index < text.length; index++) {
    // Two neighbours are in every word; three are a run along the keyboard or the alphabet.
    const three = text.slice(Math.max(0, index - 2), index + 1)
    const backwards = [...three].reverse().join('')
    const isRun = three.length === 3 && runs.some((run) => run.includes(three) || run.includes(backwards))
    surprise += isRun ? 0.2 : 1
  }
  const variety = new Set(text).size
  return Math.min(surprise, variety * 1.8)
}

/** A first opinion while typing; the server knows the passwords that are guessed first and has the last word. */
export function passwordStrength(password: string, known: readonly string[] = []): PasswordStrength {
  const missing = shortestPassword - [...password].length
  if (password === '')
    return { level: 0, words: `At least ${shortestPassword} characters. A few words you remember are best.` }
  if (missing > 0) return { level: 1, words: `${missing} more ${missing === 1 ? 'character' : 'characters'} to go.` }
  const surprise = surpriseOf(password, known)
  if (surprise < 8) return { level: 1, words: 'Easy to guess. Add an unrelated word.' }
  if (surprise < 12) return { level: 2, words: 'Fair. One more word makes it strong.' }
  if (surprise < 16) return { level: 3, words: 'Good.' }
  return { level: 4, words: 'Strong.' }
}

/** What is wrong with a new password before it is sent, in words; null: nothing that the page can see. */
export const longEnough = (value: string): string | null =>
  [...value].length < shortestPassword
    ? `Use at least ${shortestPassword} characters. A few words you remember are best.`
    : null

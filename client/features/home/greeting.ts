import { firstNameOf } from '../../ui/names.ts'

/** `Good morning, Dana`; a name that is only the beginning of the address is nobody's first name. */
export function greeting(now: Date, name: string, email: string): string {
  const hour = now.getHours()
  const words = hour < 5 ? 'Good evening' : hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening'
  const first = firstNameOf(name)
  const isKnown = first && !email.toLowerCase().startsWith(`${name.trim().toLowerCase()}@`)
  return isKnown ? `${words}, ${first}` : words
}

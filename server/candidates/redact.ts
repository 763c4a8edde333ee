import { findAddresses } from './redaction/addresses.ts'
import { findAges } from './redaction/ages.ts'
import { findContacts, findOwnContacts } from './redaction/contacts.ts'
import { findOwnNames } from './redaction/find-own-names.ts'
import { findGender } from './redaction/gender.ts'
import { findLinks } from './redaction/links.ts'
import { findOtherNames } from './redaction/other-names.ts'
import type { KnownIdentity } from './redaction/own-names.ts'
import { findSchools } from './redaction/schools.ts'
import { type Finder, merged, type Span } from './redaction/spans.ts'

export type { KnownIdentity } from './redaction/own-names.ts'

/** What stands where something was withheld. */
export const withheld = '▇▇▇'

const ofAnybody: readonly Finder[] = [findLinks, findAddresses, findSchools, findAges, findGender, findOtherNames]

/** Everything in the text that says who wrote it, in order and without overlaps. */
export function findTraits(text: string, identity: KnownIdentity): Span[] {
  const finders = [findContacts(identity), findOwnNames(identity), ...ofAnybody]
  return merged(finders.flatMap((find) => find(text)))
}

/**
 * Free text without what says who wrote it: the own name in any part, order, script and spelling, names of others where
 * something says that they are some, contacts, links, postal addresses, schools, dates, ages, and what tells a gender.
 * `docs/redaction.md` says how much of each is found, and what is not.
 */
export const redact = (text: string, identity: KnownIdentity): string => without(text, findTraits(text, identity))

/**
 * Where somebody is met, without the own name, number and address. Links and other numbers stay: without them nobody gets
 * into the meeting.
 */
export function redactPlace(text: string, identity: KnownIdentity): string {
  const finders = [findOwnContacts(identity), findOwnNames(identity)]
  return without(text, merged(finders.flatMap((find) => find(text))))
}

function without(text: string, spans: readonly Span[]): string {
  let blind = ''
  let at = 0
  for (const { start, end } of spans) {
    const between = text.slice(at, start)
    const isInitial = between.startsWith('.') && /(?<!\p{L})\p{L}$/u.test(text.slice(Math.max(0, at - 2), at))
    // What touches is one piece, so that the number of pieces says nothing of the words.
    if (at === 0 || /[^ \t'’‘-]/.test(isInitial ? between.slice(1) : between)) blind += between + withheld
    at = end
  }
  return blind + text.slice(at)
}

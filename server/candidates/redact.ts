/** Who the text must not give away. */
export interface KnownIdentity {
  readonly name: string
  readonly email: string
  readonly phone: string | null
}

/** What stands where something was withheld. */
export const withheld = '▇▇▇'

/** A capitalised word, as names of schools are made of, and what stands between two of them. */
const capitalised = "\\p{Lu}[\\p{L}\\p{M}'’.-]*"
const joint = '[ \\t]+(?:(?:of|for|in|and|at|the|de|del|della|di|do|da|des|du|la|für|der|zu|van|och)[ \\t]+){0,2}'
const schoolWords = [
  ...[
    'Universit(?:y|ies|ät|é|eit|et|etet|à)',
    'Universidade?',
    'Uniwersytet',
    'Univerzita',
    'Üniversitesi',
    'Yliopisto',
  ],
  ...[
    'Politecnico',
    'Polytechnic',
    'Politechnika',
    '[Hh]ochschule',
    'Fachhochschule',
    'École',
    'Escuela',
    'Scuola',
    'Skola',
  ],
  ...[
    'College',
    'Academy',
    'Institute',
    'Institut',
    'Instituto',
    'School',
    'Gymnasium',
    'Lyc[eé]e',
    'Liceo',
    'Conservatory',
  ],
].join('|')

const patterns: readonly RegExp[] = [
  // Addresses in the web, with or without scheme, and profile names.
  /\b(?:https?:\/\/|www\.)\S+/giu,
  /\b[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+\b/giu,
  /\b(?:linkedin|github|gitlab|xing|facebook|instagram|twitter|x|t|behance|dribbble|medium|orcid)\.(?:com|org|me|net|io)\/\S+/giu,
  /(?<![\w.])@[\w.]{2,}/gu,
  /\b[\w-]+\.(?:com|net|org|io|dev|me|info|de|fr|uk|eu|us|co|edu|ac)(?:\/\S*)?\b/giu,
  // Telephone numbers: at least seven digits with the usual separators.
  /(?<!\w)\+?\(?\d[\d\s().\-/]{5,}\d(?!\w)/gu,
  // Birth dates, ages, and what says either.
  /\b(?:date of birth|birth ?date|d\.?o\.?b\.?|born|geboren|née?)\b[^\n,;]{0,40}/giu,
  /\b(?:aged?\s+\d{2}|\d{2}\s*(?:years? old|y\/o|yo)\b)/giu,
  /\b(?:19|20)\d{2}\b/gu,
  // Schools, by the word that marks them with the capitalised words around it.
  new RegExp(`(?:${capitalised}${joint})+(?:${schoolWords})(?:${joint}${capitalised})*`, 'gu'),
  new RegExp(`(?:${schoolWords})(?:${joint}${capitalised})+`, 'gu'),
  // Pronouns and titles.
  /\b(?:she\/her|he\/him|they\/them|mr|mrs|ms|miss|mx|sir|madam)\b\.?/giu,
]

/**
 * Free text without what says who wrote it: the person's own name in any part and order, contacts, links, ages, years
 * and titles. Names of third persons stay, and those of schools where no word marks them.
 */
export function redact(text: string, identity: KnownIdentity): string {
  let blind = text
  for (const part of ownParts(identity)) blind = blind.replace(part, withheld)
  for (const pattern of patterns) blind = blind.replace(pattern, withheld)
  return blind
}

/** Every way in which the text could repeat the identity, longest first, without regard to case and accents. */
function ownParts({ name, email, phone }: KnownIdentity): RegExp[] {
  const local = email.split('@')[0] ?? ''
  const words = [...name.split(/[\s,.]+/u), ...name.split(/[\s,.'’-]+/u), ...local.split(/[._+\-\d]+/u)]
  const parts = [name, email, local, phone ?? '', ...words].map((part) => part.trim()).filter((part) => part.length > 1)
  const folded = new Set(parts.flatMap((part) => [part, part.normalize('NFD').replace(/\p{M}/gu, '')]))
  return [...folded]
    .sort((a, b) => b.length - a.length)
    .map(
      (part) =>
        new RegExp(`(?<![\\p{L}\\p{N}])${part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu'),
    )
}

import anyAscii from 'any-ascii'

const longest = 60

/** Words of the page's own paths, which a careers page must not stand in the way of. */
const reserved = new Set(['new', 'jobs', 'search', 'assets', 'robots', 'sitemap'])

/** A company's name as part of an address: "Söhne & Co." is `sohne-co`. */
export function slugOf(companyName: string): string {
  const slug = anyAscii(companyName.normalize('NFC'))
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '')
  return slug === '' || reserved.has(slug) ? `company${slug && `-${slug}`}` : slug
}

/** What to try in turn: the slug, then with a number; many of one name get letters instead. */
export function slugCandidates(slug: string, letters: string): string[] {
  const numbered = Array.from({ length: 8 }, (_, i) => `${slug}-${i + 2}`)
  return [slug, ...numbered, `${slug}-${letters}`]
}

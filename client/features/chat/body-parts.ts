/** A piece of a message's text as it is shown. */
export type BodyPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string }
  | { readonly type: 'mention'; readonly text: string; readonly userId: string }
  | { readonly type: 'posting'; readonly href: string; readonly jobId: string }
  | { readonly type: 'candidate'; readonly href: string; readonly jobId: string; readonly candidateId: string }

const address = /\bhttps?:\/\/[^\s<>"]+/gi
/** Closes the sentence, not the address. */
const closing = /[.,;:!?'»”’)\]}]+$/

/** Recognises addresses and mentions in plain text. `origin` is ours: there, postings and candidates are known. */
export function bodyParts(
  body: string,
  { people, origin }: { people: readonly { id: string; name: string }[]; origin: string },
): readonly BodyPart[] {
  const parts: BodyPart[] = []
  let from = 0
  for (const { 0: found, index } of body.matchAll(address)) {
    const text = trimmed(found)
    const link = linkOf(text, origin)
    if (!link) continue
    parts.push(...mentionsIn(body.slice(from, index), people), link)
    from = index + text.length
  }
  return [...parts, ...mentionsIn(body.slice(from), people)]
}

/** In plain words, where no chip can stand: nobody reads or hears out the address of a posting. */
export const inWords = (body: string, origin: string): string =>
  bodyParts(body, { people: [], origin })
    .map((part) => ('text' in part ? part.text : part.type === 'posting' ? 'a posting' : 'a candidate'))
    .join('')

/** A bracket that was opened inside belongs to the address: `…/Heron_(bird)`. */
function trimmed(found: string): string {
  const tail = closing.exec(found)?.[0] ?? ''
  const kept = found.slice(0, found.length - tail.length)
  const opened = (kept.match(/\(/g)?.length ?? 0) - (kept.match(/\)/g)?.length ?? 0)
  return opened > 0 && tail.startsWith(')') ? `${kept})` : kept
}

function linkOf(text: string, origin: string): BodyPart | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  const ours = url.origin === origin ? insideLink(url) : null
  return ours ?? { type: 'link', text, href: url.href }
}

function insideLink(url: URL): BodyPart | null {
  const [, place, jobId] = url.pathname.split('/')
  if (!jobId) return null
  const href = `${url.pathname}${url.search}`
  const candidateId = url.searchParams.get('candidate')
  if (place === 'pipeline' && candidateId) return { type: 'candidate', href, jobId, candidateId }
  return place === 'postings' && jobId !== 'new' ? { type: 'posting', href, jobId } : null
}

/** `@Ana Silva` names somebody in the conversation; of two names that begin alike, the longer one counts. */
function mentionsIn(text: string, people: readonly { id: string; name: string }[]): BodyPart[] {
  if (text === '') return []
  const longestFirst = [...people].sort((a, b) => b.name.length - a.name.length)
  const parts: BodyPart[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') parts.push({ type: 'text', text: plain })
    plain = ''
  }
  for (let at = 0; at < text.length; ) {
    const person = text[at] === '@' ? longestFirst.find(({ name }) => isNamedAt(text, at + 1, name)) : undefined
    if (person) {
      flush()
      parts.push({ type: 'mention', text: `@${person.name}`, userId: person.id })
      at += person.name.length + 1
    } else plain += text[at++]
  }
  flush()
  return parts
}

const isNamedAt = (text: string, at: number, name: string): boolean =>
  name !== '' && text.startsWith(name, at) && !/[\p{L}\p{N}]/u.test(text[at + name.length] ?? '')

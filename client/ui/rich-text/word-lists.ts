/**
 * Word knows no list elements: an item is a paragraph whose style says `mso-list:l0 level2 lfo1`, with the bullet or
 * number as text in front. These become nested lists.
 */
export function listsOfWord(body: Element): void {
  let open: Level[] = []
  for (const paragraph of [...body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')]) {
    const level = levelOf(paragraph)
    if (level === null) {
      open = []
      continue
    }
    const marker = takeMarker(paragraph)
    // Items of one list stand beside each other; anything between them begins another.
    const continues = open.length > 0 && open[0]?.list.nextElementSibling === paragraph
    open = continues ? open.filter((one) => one.level <= level) : []
    const name = isNumber(marker) ? 'ol' : 'ul'
    const deepest = open.at(-1)
    if (!deepest || deepest.level < level) open = [...open, begin(paragraph, deepest, name, marker, level)]
    const list = open.at(-1)?.list
    const item = paragraph.ownerDocument.createElement('li')
    item.append(...paragraph.childNodes)
    list?.append(item)
    paragraph.remove()
  }
}

interface Level {
  readonly level: number
  readonly list: Element
}

function begin(paragraph: Element, outer: Level | undefined, name: 'ol' | 'ul', marker: string, level: number): Level {
  const list = paragraph.ownerDocument.createElement(name)
  const number = Number.parseInt(marker, 10)
  if (name === 'ol' && number > 1) list.setAttribute('start', String(number))
  const item = outer?.list.lastElementChild
  if (item) item.append(list)
  else paragraph.before(list)
  return { level, list }
}

function levelOf(paragraph: Element): number | null {
  const style = paragraph.getAttribute('style') ?? ''
  const found = /mso-list:\s*\S+\s+level(\d)/i.exec(style)
  if (found) return Number(found[1])
  return null
}

/** Takes the bullet or number out of the paragraph. */
function takeMarker(paragraph: Element): string {
  for (const span of paragraph.querySelectorAll('span')) {
    if (!/mso-list:\s*ignore/i.test(span.getAttribute('style') ?? '')) continue
    const text = (span.textContent ?? '').replace(/\u00a0/g, ' ').trim()
    span.remove()
    return text
  }
  return ''
}

/** `3.`, `b)`, `iv.`; a lone `o` is Word's second bullet. */
const isNumber = (marker: string): boolean => /^\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,5})[.)]$/i.test(marker)

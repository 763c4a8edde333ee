import { listsOfWord } from './word-lists.ts'

/**
 * Pasted text comes with the looks of where it was copied: Word's conditional comments and `mso-` styles, the `<b>`
 * that Google Docs wraps around everything, spans that are bold only by their style. What the editor's schema knows is
 * brought into its form; everything else goes.
 */
export function cleanPaste(html: string, parse: (html: string) => Document = parseInBrowser): string {
  const { body } = parse(withoutConditions(html))
  listsOfWord(body)
  for (const element of body.querySelectorAll(debris)) element.remove()
  for (const element of [...body.querySelectorAll('*')]) settle(element)
  for (const element of [...body.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')]) intoItem(element)
  for (const element of [...body.querySelectorAll('*')]) withoutLooks(element)
  for (const paragraph of [...body.querySelectorAll('p, h2, h3')]) {
    if (!isBlank(paragraph)) continue
    // A cell keeps its paragraph, however empty: it is the place to write in.
    if (/^t[dh]$/.test(paragraph.parentElement?.localName ?? '')) paragraph.textContent = ''
    else paragraph.remove()
  }
  return body.innerHTML.trim()
}

const parseInBrowser = (html: string): Document => new DOMParser().parseFromString(html, 'text/html')

/** Comments, and the `<![if …]>` that parsers read in different ways; what stands between them stays. */
const withoutConditions = (html: string): string =>
  html
    .replace(/<!--\[if [^\]]*(?:mso|vml)[^\]]*\]>[\s\S]*?<!\[endif\]-->/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<!\[[^>]*>/g, '')
    // Names with a colon: Word's own elements. Their text stays, they hold none of the page's.
    .replace(/<\/?[a-z]\w*:[^>]*>/gi, '')

const debris = 'style, script, title, xml, meta, link, img, br.Apple-interchange-newline, [style*="mso-hide:all"]'

/** Gives what is only a style its element, and unwraps what only looks like one. */
function settle(element: Element): void {
  const name = element.localName
  const style = (element.getAttribute('style') ?? '').replace(/\s/g, '').toLowerCase()
  // The posting's title is the only first heading; deeper ones than two levels help no reader of a job.
  if (name === 'h1' || element.classList.contains('MsoTitle')) return void renamed(element, 'h2')
  if (/^h[4-6]$/.test(name)) return void renamed(element, 'h3')
  if (name === 'a' && !element.hasAttribute('href')) return unwrap(element)
  if ((name === 'b' || name === 'strong') && /(^|;)font-weight:(normal|400)/.test(style)) return unwrap(element)
  if (name !== 'span' && name !== 'font') return
  const isLink = element.closest('a') !== null
  const isHeading = element.closest('h1, h2, h3, h4, h5, h6') !== null
  if (!isHeading && /(^|;)font-weight:(bold|[6-9]00)/.test(style)) wrapInside(element, 'strong')
  if (/(^|;)font-style:italic/.test(style)) wrapInside(element, 'em')
  if (!isLink && /(^|;)text-decoration[a-z-]*:[^;]*underline/.test(style)) wrapInside(element, 'u')
  if (/(^|;)text-decoration[a-z-]*:[^;]*line-through/.test(style)) wrapInside(element, 's')
  unwrap(element)
}

/** A list that stands beside items, as Google Docs writes nested ones, belongs to the item before it. */
function intoItem(list: Element): void {
  const before = list.previousElementSibling
  if (before?.localName === 'li') before.append(list)
}

const kept: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
  ol: ['start'],
}

function withoutLooks(element: Element): void {
  const allowed = kept[element.localName] ?? []
  for (const { name } of [...element.attributes]) {
    if (!allowed.includes(name)) element.removeAttribute(name)
  }
}

const isBlank = (element: Element): boolean => (element.textContent ?? '').replace(/\u00a0/g, ' ').trim() === ''

function renamed(element: Element, name: string): void {
  const other = element.ownerDocument.createElement(name)
  other.append(...element.childNodes)
  element.replaceWith(other)
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes)
}

function wrapInside(element: Element, name: string): void {
  const inner = element.ownerDocument.createElement(name)
  inner.append(...element.childNodes)
  element.append(inner)
}

/** What the editor calls an empty document is no description. */
export const withoutEmptiness = (html: string): string => (/^(<p>\s*<\/p>)*$/.test(html) ? '' : html)

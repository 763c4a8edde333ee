import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { fromHtml, normaliseHtml, patchFromHtml, toHtml } from './html.ts'
import { writeTidily } from './tidy.ts'

const docOf = (html: string): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, fromHtml(html))
  return doc
}
const through = (html: string): string => toHtml(docOf(html))

describe('rich text', () => {
  it.each([
    '<h2>Role</h2><p>You <strong>lead</strong> a <em>small</em> <u>team</u> of <s>ten</s> <code>five</code> &amp; &lt;six&gt;.</p>',
    '<ul><li>Plan</li><li>Build<ol><li>first</li></ol></li><li><p>One</p><p>Two</p></li></ul>',
    '<blockquote><p>Quiet work</p></blockquote><hr><p>One<br>two</p>',
    '<table><tbody><tr><th colspan="2">Pay</th></tr><tr><td>a</td><td><p>b</p><p>c</p></td></tr></tbody></table>',
    '<p><a href="https://example.com/x?a=1&amp;b=2" rel="noopener noreferrer nofollow">Our team</a></p>',
  ])('[COED-8] comes back as it went in: %s', (html) => {
    expect(through(html)).toBe(html)
    expect(normaliseHtml(html)).toBe(html)
  })

  it('[COED-8] is the same HTML for the same text, however it was written', () => {
    for (const html of [
      '<ul>\n <li><p> Plan </p></li>\n</ul>',
      '<ul><li>Plan</ul>',
      '<ul><li><div>Plan</div></li></ul>',
    ])
      expect(normaliseHtml(html)).toBe('<ul><li>Plan</li></ul>')
    expect(normaliseHtml('bare')).toBe('<p>bare</p>')
  })

  it('[COED-8] holds formatting and nothing that runs', () => {
    expect(through('<p onclick="x()">a<script>alert(1)</script><img src=x onerror=y></p>')).toBe('<p>a</p>')
    expect(through('<p><a href="javascript:alert(1)">b</a></p>')).not.toContain('javascript')
    expect(through('<h1>c</h1><div>d</div>')).not.toMatch(/<h1|<div/)
  })

  it('[COED-8] what a page wrote past the editor is left out', () => {
    const doc = docOf('<p>kept</p>')
    const fragment = doc.getXmlFragment('default')
    const link = new Y.XmlText()
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [link])
    fragment.push([new Y.XmlElement('iframe'), paragraph])
    link.insert(0, 'bad', { link: { href: 'javascript:alert(1)' } })
    expect(toHtml(doc)).toContain('<p>kept</p>')
    expect(toHtml(doc)).not.toMatch(/javascript|iframe/)
    expect(fragment.length).toBe(3)
  })

  it('[COED-8] text that stands in no paragraph is one, and what is no text is left out', () => {
    const doc = docOf('<p>kept</p>')
    const fragment = doc.getXmlFragment('default')
    const [element, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()]
    // What the library's types forbid is written by the protocol all the same.
    const anything = (...values: unknown[]) => values as Y.XmlElement[]
    fragment.push(anything(text, new Y.XmlHook('hook'), new Y.Map(), new Y.Array(), element))
    text.insert(0, 'bare', { bold: {} })
    element.insert(0, anything(new Y.Map(), new Y.XmlText('within'), new Y.XmlHook('hook')))
    ;(element.get(1) as Y.XmlText).insertEmbed(3, { image: 'x' })
    const other = new Y.Doc()
    other.getText('default').insert(0, 'letters')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    const html = toHtml(doc)
    for (const paragraph of ['letters', 'kept', '<strong>bare</strong>', 'within']) {
      expect(html).toContain(`<p>${paragraph}</p>`)
    }
    expect(html.match(/<p>/g)).toHaveLength(4)
    patchFromHtml(doc, '<p>written over</p>')
    expect(toHtml(doc)).toBe('<p>written over</p>')
  })

  it('[COED-8] what just came within an element is tidied in the same transaction, and an orderly text is left alone', () => {
    const doc = docOf('<p>kept</p>')
    const write = (write: (fragment: Y.XmlFragment) => void, bringsTypes: boolean) =>
      writeTidily(doc, () => write(doc.getXmlFragment('default')), bringsTypes)
    const paragraph = (within: Y.XmlText | Y.Map<unknown>) => {
      const element = new Y.XmlElement('paragraph')
      element.insert(0, [within as Y.XmlText])
      return element
    }
    expect(write((fragment) => fragment.push([paragraph(new Y.XmlText('in order'))]), true)).toBe(false)
    expect(write((fragment) => fragment.push([paragraph(new Y.Map())]), true)).toBe(true)
    expect(write((fragment) => fragment.delete(0, 1), false)).toBe(false)
    expect(doc.getXmlFragment('default').toString()).toBe('<paragraph>in order</paragraph><paragraph></paragraph>')
  })

  it('[COED-9] a text is changed where it differs, and what others write meanwhile stays', () => {
    const doc = docOf('<p>First paragraph.</p><p>Second paragraph.</p>')
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    patchFromHtml(doc, '<p>First paragraph.</p><p>Second, longer paragraph.</p>')
    const first = other.getXmlFragment('default').get(0) as Y.XmlElement
    ;(first.get(0) as Y.XmlText).insert(5, ' good')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(toHtml(doc)).toBe('<p>First good paragraph.</p><p>Second, longer paragraph.</p>')
  })

  it('[COED-8] a document without text is empty', () => {
    expect(toHtml(new Y.Doc())).toBe('')
    expect(through('')).toBe('')
  })
})

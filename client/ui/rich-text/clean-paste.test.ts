import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { cleanPaste, withoutEmptiness } from './clean-paste.ts'

/** As a browser does it: what has no body gets one. */
const parse = (html: string): Document => {
  const body = /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html
  return parseHTML(`<!doctype html><html><head></head><body>${body}</body></html>`).document as unknown as Document
}
const clean = (html: string) => cleanPaste(html, parse).replace(/\s*\n\s*/g, ' ')

const word = (body: string) => `<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-unhide:no; margin:0cm;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->${body}<!--EndFragment--></body></html>`

/** An item of a list as Word puts it into the clipboard. */
const item = (level: number, marker: string, text: string) =>
  `<p class=MsoListParagraphCxSpMiddle style='margin-left:${level * 36}pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><!--[if !supportLists]--><span style='font-family:Symbol;mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><!--[endif]--><span lang=EN-US style='mso-ansi-language:EN-US'>${text}<o:p></o:p></span></p>`

describe('pasting from Word', () => {
  it('[COEDUI-9] leaves nothing of its conditional comments, styles and own elements', () => {
    const pasted = word(
      `<h1 style='mso-style-next:Normal'><a name="_Toc1"></a>The role<o:p></o:p></h1><p class=MsoNormal style='mso-margin-top-alt:auto'><b style='mso-bidi-font-weight:normal'>You</b> write <i>well</i>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>`,
    )
    expect(clean(pasted)).toBe('<h2>The role</h2><p><b>You</b> write <i>well</i>.</p>')
  })

  it('[COEDUI-9] turns its paragraphs with bullets into lists, nested as they were', () => {
    const pasted = word(item(1, '·', 'One') + item(2, 'o', 'One and a half') + item(1, '·', 'Two'))
    expect(clean(pasted)).toBe('<ul><li>One<ul><li>One and a half</li></ul></li><li>Two</li></ul>')
  })

  it('[COEDUI-9] knows numbers from bullets, and where a list goes on counting', () => {
    const between = '<p class=MsoNormal>Then:</p>'
    const pasted = word(item(1, '1.', 'One') + item(1, '2.', 'Two') + between + item(1, '3.', 'Three'))
    expect(clean(pasted)).toBe('<ol><li>One</li><li>Two</li></ol><p>Then:</p><ol start="3"><li>Three</li></ol>')
  })

  it('[COEDUI-9] keeps its tables without their looks', () => {
    const cell = (text: string) =>
      `<td width=301 valign=top style='width:225.4pt;border:solid windowtext 1.0pt;mso-border-alt:solid'><p class=MsoNormal style='margin-bottom:0cm'>${text}<o:p></o:p></p></td>`
    const pasted = word(
      `<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tbody><tr style='mso-yfti-irow:0'>${cell('Pay')}${cell('<o:p>&nbsp;</o:p>')}</tr></tbody></table>`,
    )
    expect(clean(pasted)).toBe('<table><tbody><tr><td><p>Pay</p></td><td><p></p></td></tr></tbody></table>')
  })
})

describe('pasting from Google Docs', () => {
  const docs = (body: string) =>
    `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-5f6e8a51-7fff-1c52">${body}</b><br class="Apple-interchange-newline">`
  const span = (style: string, text: string) =>
    `<span style="font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;${style}vertical-align:baseline;white-space:pre-wrap;">${text}</span>`

  it('[COEDUI-9] unwraps the bold that is none, and finds what is bold, italic or struck by its style', () => {
    const pasted = docs(
      `<p dir="ltr" style="line-height:1.38;margin-top:0pt;">${span('font-weight:700;font-style:normal;text-decoration:none;', 'Bold')}${span('font-weight:400;font-style:italic;text-decoration:none;', ' slanted')}${span('font-weight:400;text-decoration:line-through;', ' gone')}</p>`,
    )
    expect(clean(pasted)).toBe('<p><strong>Bold</strong><em> slanted</em><s> gone</s></p>')
  })

  it('[COEDUI-9] keeps headings plain and links as they are', () => {
    const pasted = docs(
      `<h1 dir="ltr">${span('font-weight:700;text-decoration:none;', 'Team')}</h1><p dir="ltr"><a href="https://example.com" style="text-decoration:none;">${span('color:#1155cc;font-weight:400;text-decoration:underline;', 'Site')}</a></p>`,
    )
    expect(clean(pasted)).toBe('<h2>Team</h2><p><a href="https://example.com">Site</a></p>')
  })

  it('[COEDUI-9] puts a list that stands beside an item into it', () => {
    const li = (level: number, text: string) =>
      `<li dir="ltr" style="list-style-type:disc;" aria-level="${level}"><p dir="ltr" role="presentation">${span('font-weight:400;text-decoration:none;', text)}</p></li>`
    const pasted = docs(`<ul style="margin-top:0;">${li(1, 'One')}<ul>${li(2, 'Inner')}</ul>${li(1, 'Two')}</ul>`)
    expect(clean(pasted)).toBe('<ul><li><p>One</p><ul><li><p>Inner</p></li></ul></li><li><p>Two</p></li></ul>')
  })
})

describe('pasting from elsewhere', () => {
  it('[COEDUI-9] keeps two levels of headings', () => {
    expect(clean('<h1 class="x">Role</h1><h5>Detail</h5>')).toBe('<h2>Role</h2><h3>Detail</h3>')
  })

  it('[COEDUI-9] drops empty paragraphs and pictures', () => {
    expect(clean('<p>One<img src="https://example.com/pixel"></p><p><span>&nbsp;</span></p>')).toBe('<p>One</p>')
  })

  it('an empty document is no description', () => {
    expect(withoutEmptiness('<p></p>')).toBe('')
    expect(withoutEmptiness('<p>Hello</p>')).toBe('<p>Hello</p>')
  })
})

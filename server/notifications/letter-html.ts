import { html } from 'hono/html'
import { greetingOf, type Letter } from './letter.ts'

const font = "font-family:'Inter','Segoe UI',Helvetica,Arial,sans-serif"

/**
 * The letter as HTML: one column, readable without images, styles and colours, in light and dark. Mail programs know
 * little: styles stand inline, and the sheet in the head only turns colours round for those that know dark mode.
 */
export async function letterHtml(letter: Letter): Promise<string> {
  const { subject, paragraphs, action, note, aside, leave } = letter
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>
@media (prefers-color-scheme: dark) {
  .page { background-color: #14151c !important }
  .card { background-color: #1e2029 !important; border-color: #343746 !important }
  .words { color: #e8e9f0 !important }
  .small { color: #b4b7c6 !important }
  .link { color: #b4bfff !important }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f4f5fa">
<div class="page" role="article" aria-label="${subject}" style="padding:24px 12px;background-color:#f4f5fa">
<div class="card" style="max-width:560px;margin:0 auto;padding:32px 28px;background-color:#ffffff;border:1px solid #dfe1ec;border-radius:12px;${font}">
<p class="small" style="margin:0 0 20px;font-size:14px;font-weight:600;letter-spacing:0.02em;color:#4a4f68">ClearView</p>
<h1 class="words" style="margin:0 0 20px;font-size:22px;line-height:1.3;font-weight:600;color:#1d2033">${subject}</h1>
<p class="words" style="margin:0 0 14px;font-size:16px;line-height:1.6;color:#1d2033">${greetingOf(letter)}</p>
${paragraphs.map(
  (words) =>
    html`<p class="words" style="margin:0 0 14px;font-size:16px;line-height:1.6;color:#1d2033">${words}</p>
`,
)}<p style="margin:26px 0"><a href="${action.url}" style="display:inline-block;padding:13px 22px;border-radius:8px;background-color:#3b4cca;color:#ffffff;font-size:16px;font-weight:600;line-height:1.25;text-decoration:none">${action.label}</a></p>
<p class="small" style="margin:0 0 8px;font-size:14px;line-height:1.55;color:#4a4f68">Or open this address: <a class="link" href="${action.url}" style="color:#3344b5;word-break:break-all">${action.url}</a></p>
<p class="small" style="margin:0;font-size:14px;line-height:1.55;color:#4a4f68">${note}</p>
${
  aside
    ? html`<p class="small" style="margin:20px 0 0;font-size:14px;line-height:1.55;color:#4a4f68">${aside.words} <a class="link" href="${aside.url}" style="color:#3344b5">${aside.label}</a></p>
`
    : ''
}${leave ? html`<p class="small" style="margin:8px 0 0;font-size:14px;line-height:1.55;color:#4a4f68"><a class="link" href="${leave}" style="color:#3344b5">Get no more of these mails</a></p>` : ''}
</div>
</div>
</body>
</html>
`
  return page.toString()
}

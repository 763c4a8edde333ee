import { html } from 'hono/html'
import type { KeptMail } from './kept-mail.ts'

/** A calm page that lists kept mails and shows one. It needs no script, so the strictest policy holds for it. */
export async function devMailPage(parts: {
  mails: readonly KeptMail[]
  chosen: KeptMail | null
  to: string | undefined
}): Promise<string> {
  const { mails, chosen, to } = parts
  const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Mail · ClearView</title>
<link rel="stylesheet" href="/dev/mail/style.css">
</head>
<body>
<header>
<h1>Mail</h1>
<p>No mail server is set up, so mail is kept here. Only this computer can see it.</p>
<form action="/dev/mail" method="get" role="search">
<label for="to">Sent to</label>
<input id="to" name="to" type="email" value="${to ?? ''}" placeholder="name@example.com" autocomplete="off">
<button>Show</button>
${to === undefined ? '' : html`<a href="/dev/mail">Show all</a>`}
</form>
</header>
<div class="columns">
<nav aria-label="Mails, newest first">
${
  mails.length === 0
    ? html`<p class="empty">${to === undefined ? 'No mail was sent yet.' : `No mail to ${to} yet.`} Reload the page to look again.</p>`
    : html`<ol>${mails.map((mail) => item(mail, mail.id === chosen?.id, query))}</ol>`
}
</nav>
<main>${chosen ? shown(chosen) : ''}</main>
</div>
</body>
</html>
`
  return page.toString()
}

const item = (mail: KeptMail, isChosen: boolean, query: string) => html`<li>
<a href="/dev/mail/${mail.id}${query}"${isChosen ? html` aria-current="true"` : ''}>
<strong>${mail.subject}</strong>
<span>${mail.to}</span>
<time datetime="${mail.at}">${shortTime(mail.at)}</time>
</a>
</li>
`

const shown = (mail: KeptMail) => html`<h2>${mail.subject}</h2>
<dl>
<dt>To</dt><dd>${mail.to}</dd>
<dt>Sent</dt><dd><time datetime="${mail.at}">${shortTime(mail.at)}</time></dd>
${mail.links.map((link) => html`<dt>Link</dt><dd><a href="${link}">${link}</a></dd>`)}
${mail.attachments.map(({ filename, contentType }) => html`<dt>File</dt><dd>${filename} (${contentType})</dd>`)}
</dl>
<iframe title="The mail as its reader sees it" src="/dev/mail/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<details><summary>Plain text</summary><pre>${mail.text}</pre></details>
`

const shortTime = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`

export const devMailStyle = `
:root { color-scheme: light dark; --page: #f4f5fa; --card: #fff; --line: #dfe1ec; --words: #1d2033; --small: #4a4f68; --accent: #3344b5; --chosen: #e8ebfb }
@media (prefers-color-scheme: dark) {
  :root { --page: #14151c; --card: #1e2029; --line: #343746; --words: #e8e9f0; --small: #b4b7c6; --accent: #b4bfff; --chosen: #2b2f45 }
}
* { box-sizing: border-box }
body { margin: 0; padding: 24px; background: var(--page); color: var(--words); font: 16px/1.5 'Inter Variable', Inter, 'Segoe UI', Helvetica, Arial, sans-serif }
header, .columns { max-width: 1200px; margin: 0 auto }
h1 { margin: 0; font-size: 24px; line-height: 1.3 }
h2 { margin: 0 0 12px; font-size: 20px; line-height: 1.3; overflow-wrap: anywhere }
header p { margin: 4px 0 16px; color: var(--small) }
form { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; margin-bottom: 20px }
input, button { font: inherit; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); color: inherit }
input { flex: 0 1 260px; min-width: 0 }
input::placeholder { color: var(--small); opacity: 1 }
button { background: #3b4cca; border-color: #3b4cca; color: #fff; font-weight: 600; cursor: pointer }
a { color: var(--accent) }
:focus-visible { outline: 3px solid #6b7cff; outline-offset: 2px }
.columns { display: grid; grid-template-columns: minmax(0, 340px) minmax(0, 1fr); gap: 20px; align-items: start }
nav, main { background: var(--card); border: 1px solid var(--line); border-radius: 12px }
nav { max-height: 80vh; overflow: auto }
main { padding: 20px; min-height: 200px }
ol { list-style: none; margin: 0; padding: 6px }
li a { display: grid; gap: 2px; padding: 10px 12px; border-radius: 8px; color: inherit; text-decoration: none; overflow-wrap: anywhere }
li a:hover { background: var(--page) }
li a[aria-current] { background: var(--chosen) }
li span, li time { color: var(--small); font-size: 14px }
.empty { padding: 12px 18px; color: var(--small) }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 14px; margin: 0 0 16px; font-size: 15px }
dt { color: var(--small) }
dd { margin: 0; overflow-wrap: anywhere }
iframe { width: 100%; height: 560px; border: 1px solid var(--line); border-radius: 8px; background: var(--page) }
summary { margin-top: 12px; cursor: pointer }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 12px; border-radius: 8px; background: var(--page) }
@media (max-width: 760px) { body { padding: 16px } .columns { grid-template-columns: minmax(0, 1fr) } nav { max-height: 40vh } }
`

/** Frame, type and postings. System fonts: a font file alone would weigh more than everything else here. */
export const pageStyles = `
:root {
  color-scheme: light dark;
  --page: #faf9f7;
  --surface: #fff;
  --ink: #1f1c19;
  --soft: #5e584f;
  --line: #e0dcd6;
  --field: #8a847b;
  --accent: #4b51cb;
  --accent-strong: #3f45b0;
  --on-accent: #fff;
  --accent-soft: #eceefe;
  --bad: #a3211a;
  --bad-soft: #fdf0ee;
  --good: #1f7a45;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #181715;
    --surface: #211f1d;
    --ink: #eceae6;
    --soft: #b8b5af;
    --line: #3a3733;
    --field: #87827b;
    --accent: #a9aff5;
    --accent-strong: #c3c7f8;
    --on-accent: #17182f;
    --accent-soft: #2a2c4a;
    --bad: #ff9d94;
    --bad-soft: #3a2220;
    --good: #6fcf97;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { background: var(--page); font-size: 112.5%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  min-height: 100vh;
  min-height: 100dvh;
  display: flex;
  flex-direction: column;
  background: var(--page);
  color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif;
  font-variant-numeric: tabular-nums;
  overflow-wrap: break-word;
  text-rendering: optimizeLegibility;
}
.column { width: 100%; max-width: 44rem; margin-inline: auto; padding-inline: clamp(1.125rem, 5vw, 2rem); }
main { flex: 1; padding-block: 2.25rem 4rem; }
main:focus { outline: none; }
p, ul, ol, dl { margin: 0 0 1rem; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: .07em; }
a:hover { color: var(--accent-strong); text-decoration-thickness: .12em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
h1, h2, h3, h4 { line-height: 1.25; font-weight: 650; text-wrap: balance; margin: 0; overflow-wrap: anywhere; }
h1 { font-size: clamp(1.75rem, 1.35rem + 1.8vw, 2.375rem); letter-spacing: -.02em; line-height: 1.15; margin-bottom: .75rem; }
h2 { font-size: 1.25rem; letter-spacing: -.01em; margin-bottom: .5rem; }
h3, h4 { font-size: 1.0625rem; margin-bottom: .4rem; }
main > section, .prose { margin-top: 2.25rem; }
ul.prose { margin-block: 0 2rem; }
.steps + .lead { margin-top: 2rem; }
.lead { font-size: 1.125rem; line-height: 1.5; color: var(--soft); margin-bottom: 2rem; text-wrap: pretty; }
.over { color: var(--soft); font-weight: 550; margin-bottom: .5rem; }
.small { font-size: .9375rem; color: var(--soft); }
.hidden, .skip:not(:focus) {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.skip { position: absolute; top: .5rem; left: .5rem; padding: .5rem 1rem; background: var(--surface); border-radius: 8px; }
.print-only { display: none; }

.top { border-bottom: 1px solid var(--line); background: var(--surface); }
.top .column { display: flex; min-height: 4rem; align-items: center; }
.brand {
  display: inline-flex; align-items: center; gap: .7rem; padding-block: .5rem; min-width: 0;
  color: var(--ink); font-weight: 650; text-decoration: none; overflow-wrap: anywhere; line-height: 1.3;
}
a.brand:hover { color: var(--accent); }
.mark {
  flex: none; display: grid; place-items: center; width: 2.125rem; height: 2.125rem; border-radius: 9px;
  background: var(--accent); color: var(--on-accent); font-size: 1.0625rem; border: 1px solid transparent;
}
.bottom { border-top: 1px solid var(--line); font-size: .875rem; color: var(--soft); }
.bottom .column { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 2rem; padding-block: 1.25rem; }
.bottom p { margin: 0; }
.back { margin: 0 0 1.5rem; }
.back a { display: inline-block; max-width: 100%; overflow-wrap: anywhere; padding-block: .25rem; color: var(--soft); text-decoration: none; }
.back a:hover { color: var(--accent); text-decoration: underline; }

.jobs { list-style: none; padding: 0; margin: 0; border-top: 1px solid var(--line); }
.jobs > li { position: relative; padding: 1.25rem 3rem 1.25rem 0; border-bottom: 1px solid var(--line); }
.jobs > li::after {
  content: '→' / ''; position: absolute; right: .75rem; top: 50%; translate: 0 -50%; color: var(--soft); font-size: 1.25rem;
  transition: translate .15s ease-out;
}
.jobs > li:hover::after { translate: .25rem -50%; color: var(--accent); }
.jobs h2 { font-size: 1.1875rem; margin-bottom: .2rem; }
.jobs a { color: inherit; text-decoration: none; }
.jobs a:hover { color: var(--accent); }
.jobs a::after { content: ''; position: absolute; inset: 0 -.75rem; border-radius: 8px; }
.jobs a:focus-visible { outline: none; }
.jobs a:focus-visible::after { outline: 3px solid var(--accent); outline-offset: -2px; }
.facts { list-style: none; padding: 0; margin: 0 0 0 -1.25rem; display: flex; flex-wrap: wrap; color: var(--soft); clip-path: inset(0 0 0 1.25rem); }
.plain-link { overflow-wrap: anywhere; }
.facts li { min-width: 0; padding-left: 1.25rem; position: relative; overflow-wrap: anywhere; }
.facts li::before { content: '·' / ''; position: absolute; left: .5rem; }
.empty { border-block: 1px solid var(--line); padding-block: 2.5rem; margin-top: 2rem; }
.empty p { margin: 0; color: var(--soft); }

.details {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: 1rem 1.5rem;
  margin-block: 1.5rem; padding-block: 1.25rem; border-block: 1px solid var(--line);
}
.details dt { font-size: .875rem; color: var(--soft); }
.details dd { margin: 0; font-weight: 550; overflow-wrap: anywhere; }
.prose { text-wrap: pretty; }
.prose h2, .prose h3, .prose h4 { margin-top: 2rem; }
.prose > :first-child { margin-top: 0; }
.prose > :last-child { margin-bottom: 0; }
.prose ul, .prose ol, ul.prose { padding-left: 1.375rem; }
.prose li { margin-bottom: .45rem; padding-left: .2rem; }
.prose li > p { margin: 0; }
.prose li::marker { color: var(--accent); }
.prose a { overflow-wrap: anywhere; }
.prose blockquote { margin: 1.25rem 0; padding-left: 1.125rem; border-left: 3px solid var(--accent); }
.prose code { font: .9em ui-monospace, SFMono-Regular, Menlo, monospace; }
.prose hr { border: 0; border-top: 1px solid var(--line); margin-block: 2rem; }
.prose table { width: 100%; border-collapse: collapse; margin-bottom: 1rem; overflow-wrap: anywhere; }
.prose th, .prose td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
.plain { white-space: pre-line; }
.said { margin-top: 3rem; padding-top: 2rem; border-top: 1px solid var(--line); }
.said dl { margin: 1.25rem 0 0; display: grid; gap: 1.25rem; }
.said dt { font-style: italic; }
.said dt::before { content: '“'; } .said dt::after { content: '”'; }
.said dd { margin: .25rem 0 0; padding-left: 1rem; border-left: 3px solid var(--accent); }
.panel { padding: 1.75rem clamp(1.25rem, 4vw, 2rem); background: var(--surface); border: 1px solid var(--line); border-radius: 12px; }
.panel > :last-child { margin-bottom: 0; }

@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media (forced-colors: active) { .mark { border-color: CanvasText; } }
@media print {
  :root { --page: #fff; --surface: #fff; --ink: #000; --soft: #333; --line: #999; --accent: #000; }
  html { font-size: 11pt; }
  body { display: block; }
  .column { max-width: none; padding: 0; }
  main.column { padding-block: 1rem; }
  .top .column { min-height: 0; padding-bottom: .5rem; }
  .mark, .skip, .back, .bottom, .screen-only { display: none !important; }
  .print-only { display: block; margin-top: 2rem; }
  h1, h2, h3, h4 { break-after: avoid; }
  li, .details { break-inside: avoid; }
  a { color: inherit; }
}
`

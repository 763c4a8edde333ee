import type { Plugin } from 'vite'

/** A style sheet in the document's head, as Vite writes it. */
const sheet = /<link rel="stylesheet"/g

/**
 * Lets the document be seen before the app's style sheet has come: a sheet for print holds up neither. The app turns it
 * on before it shows anything (client/app/styles-ready.ts). It stays where it is in the head, since the sheets of pages
 * come after it and win over it.
 */
export const lateStyles = (): Plugin => ({
  name: 'late-styles',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace(sheet, '<link rel="stylesheet" media="print" fetchpriority="high" data-late'),
  },
})

/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx'
import { iconPath, stylesheetPath } from './assets.ts'

export interface PageProps {
  readonly title: string
  readonly description?: string
  /** Full address of this page, for search engines. */
  readonly canonical?: string
  readonly company?: { readonly companyName: string; readonly slug: string } | undefined
  readonly head?: Child
  readonly children?: Child
}

/** The frame of every page for candidates: one column, no script, nothing that remembers who looks. */
export function Page({ title, description, canonical, company, head, children }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#faf9f7" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#181715" media="(prefers-color-scheme: dark)" />
        <title>{title}</title>
        {description && <meta name="description" content={description} />}
        {description && <meta property="og:description" content={description} />}
        {canonical && <link rel="canonical" href={canonical} />}
        {canonical && <meta property="og:url" content={canonical} />}
        <meta property="og:title" content={title} />
        <link rel="icon" type="image/svg+xml" href={iconPath} />
        <link rel="stylesheet" href={stylesheetPath} />
        {head}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to content
        </a>
        <header class="top">
          <div class="column">{company ? <Brand {...company} /> : <span class="brand">ClearView</span>}</div>
        </header>
        <main class="column" id="main" tabindex={-1}>
          {children}
        </main>
        <footer class="bottom">
          <div class="column">
            <p>No cookies and no tracking here.</p>
            <p>Hiring with ClearView</p>
          </div>
        </footer>
      </body>
    </html>
  )
}

function Brand({ companyName, slug }: { companyName: string; slug: string }) {
  return (
    <a class="brand" href={`/careers/${slug}`}>
      <span class="mark" aria-hidden="true">
        {[...companyName.trim()][0]?.toUpperCase()}
      </span>
      <span>{companyName}</span>
    </a>
  )
}

/** The way back, above a page's title. */
export function Back({ href, children }: { href: string; children?: Child }) {
  return (
    <nav class="back" aria-label="Back">
      <a href={href}>
        <span aria-hidden="true">←</span> {children}
      </a>
    </nav>
  )
}

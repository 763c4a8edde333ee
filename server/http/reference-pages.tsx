/** @jsxImportSource hono/jsx */
import type { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { Endpoint } from '#protocol/contract'
import { type ErrorCode, errorCatalogue } from '#protocol/errors'
import { openApi } from './openapi.ts'

/** The API's reference for machines and people, and a page per problem type: its URI leads to an explanation. */
export function referencePages(app: Hono, bound: ReadonlySet<Endpoint>, serverUrl: () => string): void {
  app.get('/api/openapi.json', (context) => context.json(openApi(bound, serverUrl())))
  app.get('/api/docs', (context) => {
    context.header('content-security-policy', pageCsp)
    return context.html(<Reference bound={bound} />)
  })
  app.get('/api/docs/style.css', (context) => {
    context.header('cache-control', 'public, max-age=3600')
    return context.body(style, 200, { 'content-type': 'text/css; charset=utf-8' })
  })
  app.get('/problems/:code', (context) => {
    const code = context.req.param('code')
    if (!Object.hasOwn(errorCatalogue, code)) return context.notFound()
    context.header('content-security-policy', pageCsp)
    return context.html(<ProblemPage code={code as ErrorCode} />)
  })
}

const pageCsp = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const Page = ({ title, children }: { title: string; children: Child }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <link rel="stylesheet" href="/api/docs/style.css" />
    </head>
    <body>
      <main>{children}</main>
    </body>
  </html>
)

function Reference({ bound }: { bound: ReadonlySet<Endpoint> }) {
  const described = openApi(bound, '') as {
    info: { description: string }
    paths: Record<string, Record<string, Operation>>
  }
  const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const groups = new Map<string, typeof operations>()
  for (const one of operations) {
    const tag = one.operation.tags[0] ?? 'other'
    groups.set(tag, [...(groups.get(tag) ?? []), one])
  }
  return (
    <Page title="ClearView API">
      <h1>ClearView API</h1>
      <p>
        JSON over HTTP. The same description for machines: <a href="/api/openapi.json">openapi.json</a>.
      </p>
      {described.info.description.split('\n\n').map((paragraph) => (
        <p>
          <Words of={paragraph} />
        </p>
      ))}
      <nav aria-label="Groups">
        {[...groups.keys()].map((tag) => (
          <a href={`#${tag}`}>{tag}</a>
        ))}
      </nav>
      {[...groups].map(([tag, members]) => (
        <section id={tag}>
          <h2>{tag}</h2>
          {members.map(({ path, method, operation }) => (
            <OperationCard path={path} method={method} operation={operation} />
          ))}
        </section>
      ))}
    </Page>
  )
}

interface Operation {
  readonly summary: string
  readonly description: string
  readonly tags: readonly string[]
  readonly parameters: readonly { name: string; in: string; required?: boolean }[]
  readonly requestBody?: { content: Record<string, { schema: unknown }> }
  readonly responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>
}

/** Text in which backticks stand around what is typed as it is. */
const Words = ({ of }: { of: string }) => (
  <>{of.split('`').map((part, i) => (i % 2 === 1 ? <code>{part}</code> : part))}</>
)

const OperationCard = ({ path, method, operation }: { path: string; method: string; operation: Operation }) => (
  <details>
    <summary>
      <b>{method.toUpperCase()}</b> <code>{path}</code>{' '}
      <span>
        <Words of={operation.summary} />
      </span>
    </summary>
    <p>
      <Words of={operation.description} />
    </p>
    {operation.parameters.length > 0 && (
      <p>
        Parameters:{' '}
        {operation.parameters.map((parameter) => (
          <>
            <code>{parameter.name}</code> ({parameter.in}
            {parameter.required ? ', required' : ''}){' '}
          </>
        ))}
      </p>
    )}
    {operation.requestBody?.content['*/*'] && <p>The body is the bytes of a file.</p>}
    {operation.requestBody?.content['application/json'] && (
      <Schema title="Body" schema={operation.requestBody.content['application/json'].schema} />
    )}
    {Object.entries(operation.responses).map(([status, response]) => (
      <>
        <h3>
          {status}{' '}
          <small>
            <Words of={response.description} />
          </small>
        </h3>
        {response.content?.['*/*'] && <p>The answer is a file.</p>}
        {response.content?.['application/json'] && (
          <Schema title="Answer" schema={response.content['application/json'].schema} />
        )}
      </>
    ))}
  </details>
)

const Schema = ({ title, schema }: { title: string; schema: unknown }) => (
  <details>
    <summary>{title}</summary>
    <pre>{JSON.stringify(schema, null, 2)}</pre>
  </details>
)

function ProblemPage({ code }: { code: ErrorCode }) {
  const { status, title, retryable } = errorCatalogue[code]
  return (
    <Page title={title}>
      <h1>{title}</h1>
      <p>
        Code <code>{code}</code>, HTTP status {status}.{' '}
        {retryable ? 'The same request may succeed a moment later.' : 'Sending the same request again will not help.'}
      </p>
      <p>
        The answer's <code>detail</code> says what happened in your case, and <code>errors</code> names each wrong
        field.
      </p>
    </Page>
  )
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem }
details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .5rem 0 }
details details { margin-left: 1rem }
summary { cursor: pointer; min-height: 24px }
summary span { opacity: .85 }
pre { overflow: auto; font-size: .85rem }
h3 { font-size: 1rem; margin: .75rem 0 0 }
h3 small { font-weight: normal }
`

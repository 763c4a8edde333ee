import { parseAst } from 'vite'
import { describe, expect, it } from 'vitest'
import { callsSchema, shaken } from './contracts-as-data.ts'

describe('deciding which schemas come into the browser', () => {
  it('keeps them out where a contract is only read', () => {
    expect(
      callsSchema("import { endpoints, type Posting } from '#protocol/postings'\ncall(endpoints.readPosting)"),
    ).toBe(false)
    expect(callsSchema("import { PostingState } from '#protocol/postings'\nPostingState.options.map(JSON.parse)")).toBe(
      false,
    )
  })

  it('brings them where one is run, by whatever name', () => {
    expect(callsSchema("import { CreatePosting } from '#protocol/postings'\nCreatePosting.safeParse(x)")).toBe(true)
    expect(callsSchema("import { Role as Roles } from '#protocol/permissions'\nRoles.parse(x)")).toBe(true)
  })
})

describe('what comes of a contract', () => {
  const shake = (code: string) => shaken(code, parseAst(code) as unknown as Parameters<typeof shaken>[1])

  it('says how to call, and leaves out the shape of the call', () => {
    const code = "export const endpoints = { read: get('/jobs', { result: z.array(Job) }), states: ['draft'] };"
    expect(shake(code)).toBe(
      "export const endpoints = /* @__PURE__ */ (() => ({ read: get('/jobs', {}), states: ['draft'] }))();",
    )
  })

  it('lets every constant go that nobody reads', () => {
    const code = "const Job = z.object({ id: z.string() }); export const names = ['a'], State = z.enum(['open'])"
    expect(shake(code)).toBe(
      "const Job = /* @__PURE__ */ (() => (z.object({ id: z.string() })))(); export const names = ['a'], State = /* @__PURE__ */ (() => (z.enum(['open'])))()",
    )
  })

  it('leaves functions and what only looks like an endpoint alone', () => {
    const code = 'export const may = (role) => rights.get(role, { any: true }); export function f() { return g() }'
    expect(shake(code)).toBe(code)
  })
})

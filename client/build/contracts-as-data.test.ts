import { describe, expect, it } from 'vitest'
import { callsSchema } from './contracts-as-data.ts'

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

/** @jsxImportSource hono/jsx */
import { describe, expect, it } from 'vitest'
import type { PublicPosting } from '#protocol/careers'
import { PostingId } from '#protocol/ids'
import { JobPage } from './job-page.tsx'
import { jobPostingData } from './job-posting-data.ts'

const job = (facts: Partial<PublicPosting> = {}): PublicPosting => ({
  id: PostingId.parse('job1'),
  title: 'Designer',
  description: '<p>Draw.</p>',
  requirements: [],
  salary: null,
  location: null,
  employmentType: null,
  publishedAt: '2026-03-01T00:00:00.000Z',
  ...facts,
})
const employer = { companyName: 'Kestrel', slug: 'kestrel' }
const pageOf = (facts: Partial<PublicPosting>) =>
  String(<JobPage employer={employer} job={job(facts)} publicUrl="https://hiring.example" />)

describe('the page of a posting', () => {
  it('has an outline without gaps, whatever level the description begins at', () => {
    expect(pageOf({ description: '<h3>First</h3><h4>Below</h4>' })).toContain('<h2>First</h2><h3>Below</h3>')
    expect(pageOf({ description: '<h2>First</h2><h3>Below</h3>' })).toContain('<h2>First</h2><h3>Below</h3>')
  })

  it('keeps the lines of a description that was typed without formatting', () => {
    expect(pageOf({ description: 'One\n\nTwo' })).toContain('<div class="prose plain">One\n\nTwo</div>')
  })

  it('escapes what is not formatted text', () => {
    const html = pageOf({ title: '<b>Designer</b>', requirements: ['</ul><script>'] })
    expect(html).toContain('<h1>&lt;b&gt;Designer&lt;/b&gt;</h1>')
    expect(html).toContain('<li>&lt;/ul&gt;&lt;script&gt;</li>')
  })

  it('tells search engines the same, in a block that its text cannot end', () => {
    const data = jobPostingData(
      job({ title: '</script><script>', salary: { min: 1, max: 2, currency: 'EUR' } }),
      'Kestrel',
    )
    expect(data).not.toContain('<')
    expect(JSON.parse(data)).toMatchObject({
      '@type': 'JobPosting',
      title: '</script><script>',
      datePosted: '2026-03-01',
      baseSalary: { currency: 'EUR', value: { minValue: 1, maxValue: 2, unitText: 'YEAR' } },
    })
  })
})

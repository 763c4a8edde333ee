/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html'
import type { PublicPosting } from '#protocol/careers'
import type { Catalogue } from './catalogue.ts'
import { date, employment, excerpt, pay } from './format.ts'
import { jobPostingData } from './job-posting-data.ts'
import { Back, Page } from './layout.tsx'

interface Props {
  readonly employer: Catalogue['employer']
  readonly job: PublicPosting
  readonly publicUrl: string
}

/** One published posting, with everything needed to decide whether to apply. */
export function JobPage({ employer, job, publicUrl }: Props) {
  const { companyName, slug } = employer
  const path = `/careers/${slug}/jobs/${job.id}`
  return (
    <Page
      title={`${job.title} · ${companyName}`}
      description={excerpt(job.description) || `${job.title} at ${companyName}.`}
      canonical={publicUrl + path}
      company={employer}
      head={<script type="application/ld+json">{raw(jobPostingData(job, companyName))}</script>}
    >
      <Back href={`/careers/${slug}`}>All jobs at {companyName}</Back>
      <h1>{job.title}</h1>
      <dl class="details">
        {job.location && <Detail name="Place">{job.location}</Detail>}
        {job.employmentType && <Detail name="Type">{employment(job.employmentType)}</Detail>}
        {job.salary && <Detail name="Pay">{pay(job.salary)}</Detail>}
        <Detail name="Published">
          <time datetime={job.publishedAt}>{date(job.publishedAt)}</time>
        </Detail>
      </dl>
      <p class="actions screen-only">
        <a class="button" href={`${path}/apply`}>
          Apply for this job
        </a>
      </p>
      {job.description.trim() && <Description html={job.description} />}
      {job.requirements.length > 0 && (
        <section class="prose">
          <h2>What you bring</h2>
          <ul>
            {job.requirements.map((requirement) => (
              <li>{requirement}</li>
            ))}
          </ul>
        </section>
      )}
      <section class="panel screen-only">
        <h2>Does this sound like you?</h2>
        <p>It takes a few minutes and no account. At first, your application is read without your name and contact.</p>
        <p class="actions">
          <a class="button" href={`${path}/apply`}>
            Apply
            <span class="hidden"> for {job.title}</span>
          </a>
        </p>
      </section>
      <p class="print-only">Apply at {publicUrl + path}</p>
    </Page>
  )
}

function Detail({ name, children }: { name: string; children?: unknown }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The description was sanitised when it was stored: plain formatting and nothing else. */
function Description({ html }: { html: string }) {
  const formatted = /<(?:p|ul|ol|h[2-4]|table|blockquote|br|hr)\b/.test(html)
  return <div class={formatted ? 'prose' : 'prose plain'}>{raw(formatted ? fromSecondHeading(html) : html)}</div>
}

/** Headings that begin at the third or fourth level come up to the second, so that the page has no gap in its outline. */
function fromSecondHeading(html: string): string {
  const levels = [...html.matchAll(/<h([2-4])\b/g)].map(([, level]) => Number(level))
  const lift = Math.min(...levels, 4) - 2
  if (lift <= 0 || levels.length === 0) return html
  return html.replace(/(<\/?h)([2-4])\b/g, (_all, tag: string, level: string) => `${tag}${Number(level) - lift}`)
}

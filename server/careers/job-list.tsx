/** @jsxImportSource hono/jsx */
import type { PublicPosting } from '#protocol/careers'
import type { Catalogue } from './catalogue.ts'
import { employment, pay } from './format.ts'
import { Page } from './layout.tsx'

/** The employer's careers page: its open jobs, newest first. */
export function JobList({ catalogue, publicUrl }: { catalogue: Catalogue; publicUrl: string }) {
  const { employer, jobs, responses } = catalogue
  const { companyName, slug } = employer
  return (
    <Page
      title={`Jobs at ${companyName}`}
      description={`${openJobs(jobs.length)} at ${companyName}.`}
      canonical={`${publicUrl}/careers/${slug}`}
      company={employer}
    >
      <h1>Jobs at {companyName}</h1>
      {jobs.length === 0 ? (
        <div class="empty">
          <h2>No open jobs at the moment</h2>
          <p>A new job shows up on this page as soon as it is published. You are welcome to look again any time.</p>
        </div>
      ) : (
        <>
          <p class="lead">{openJobs(jobs.length)}. No account needed to apply.</p>
          <ul class="jobs">
            {jobs.map((job) => (
              <li>
                <h2>
                  <a href={`/careers/${slug}/jobs/${job.id}`}>{job.title}</a>
                </h2>
                <Facts job={job} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="actions">
        <a class="button quiet" href={`/careers/${slug}/alerts`}>
          Hear of new jobs
        </a>
      </p>
      {responses.length > 0 && (
        <section class="said">
          <h2>You said, we did</h2>
          <p>What people who applied here told us, and what we changed.</p>
          <dl>
            {responses.map(({ said, did }) => (
              <div>
                <dt>{said}</dt>
                <dd>{did}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </Page>
  )
}

function Facts({ job }: { job: PublicPosting }) {
  const facts = [
    job.location,
    job.employmentType && employment(job.employmentType),
    job.salary && pay(job.salary),
  ].filter((fact) => fact !== null && fact !== '')
  if (facts.length === 0) return null
  return (
    <ul class="facts" aria-label="In short">
      {facts.map((fact) => (
        <li>{fact}</li>
      ))}
    </ul>
  )
}

const openJobs = (count: number): string =>
  count === 0 ? 'No open jobs' : `${count === 1 ? 'One open job' : `${count} open jobs`}`

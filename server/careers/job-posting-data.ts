import type { PublicPosting } from '#protocol/careers'

const employmentTypes: Record<string, string> = {
  fulltime: 'FULL_TIME',
  parttime: 'PART_TIME',
  contract: 'CONTRACTOR',
  contractor: 'CONTRACTOR',
  temporary: 'TEMPORARY',
  internship: 'INTERN',
  intern: 'INTERN',
  volunteer: 'VOLUNTEER',
}

/**
 * The posting for search engines (schema.org `JobPosting`), as text for a data block. A data block is never run, so
 * the content security policy without scripts lets it stand. `<` is escaped: nothing in it can end the block.
 */
export function jobPostingData(job: PublicPosting, companyName: string): string {
  const type = employmentTypes[job.employmentType?.toLowerCase().replace(/[^a-z]/g, '') ?? '']
  const data = {
    '@context': 'https://schema.org/',
    '@type': 'JobPosting',
    title: job.title,
    description: job.description || job.title,
    datePosted: job.publishedAt.slice(0, 10),
    directApply: true,
    hiringOrganization: { '@type': 'Organization', name: companyName },
    ...(job.location
      ? {
          jobLocation: {
            '@type': 'Place',
            address: { '@type': 'PostalAddress', addressLocality: job.location },
          },
        }
      : {}),
    ...(job.location && /^remote\b/i.test(job.location) ? { jobLocationType: 'TELECOMMUTE' } : {}),
    ...(type ? { employmentType: type } : {}),
    ...(job.salary
      ? {
          baseSalary: {
            '@type': 'MonetaryAmount',
            currency: job.salary.currency,
            value: {
              '@type': 'QuantitativeValue',
              minValue: job.salary.min,
              maxValue: job.salary.max,
              unitText: 'YEAR',
            },
          },
        }
      : {}),
  }
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}

import { finance, marketing } from './crafts-office.ts'
import { warehouse } from './crafts-service.ts'
import { closing, type DemoJob, h, p, page, ul } from './job.ts'

/** Published once and not on the careers page today: paused, closed and archived. */
export const pastJobs: readonly DemoJob[] = [
  {
    key: 'marketing-manager',
    content: {
      title: 'Marketing Manager, Communities',
      description: page(
        p(
          'Most of our customers heard of us from a neighbour. You will help neighbours tell each other: in villages, housing associations and places of worship, in print, on the air and on a folding table at the market.',
        ),
        h('What you will do'),
        ul(
          'Plan and run our work with forty communities a year, together with two colleagues.',
          'Write plainly about heat, money and building work, and have it checked by the people who install it.',
          'Measure what helps people decide, and stop what only makes noise.',
        ),
        h('What we offer'),
        ul(
          '27 days of holiday beside public holidays, part time from 60 percent.',
          'Evening and weekend events are working time and are given back within the month.',
        ),
        closing,
      ),
      requirements: [
        'You have organised campaigns or community projects from the idea to the review.',
        'You write texts that a reader in a hurry understands.',
        'You keep a budget and can say what came of it.',
      ],
      salary: { min: 40_000, max: 48_000, currency: 'GBP' },
      location: 'Bristol',
      employmentType: 'Full time or part time',
    },
    created: { daysAgo: 47, by: 'recruiter' },
    steps: [
      { daysAgo: 46, by: 'recruiter', to: 'in_review' },
      { daysAgo: 45, by: 'admin', to: 'approved' },
      { daysAgo: 43, by: 'recruiter', to: 'published' },
      {
        daysAgo: 12,
        by: 'admin',
        to: 'paused',
        reason: 'The budget for the second half of the year is decided next month.',
      },
    ],
    applicants: { count: 34, hires: 0, craft: marketing },
  },
  {
    key: 'warehouse-coordinator',
    content: {
      title: 'Warehouse Coordinator',
      description: page(
        p(
          'A missing valve stops an installation and leaves a family without heating. You make sure that every van leaves with what it needs, and that what comes back is counted, tested and used again.',
        ),
        h('What you will do'),
        ul(
          'Plan goods in and out for eighteen vans with a team of four.',
          'Keep stock figures that people trust, and order in time.',
          'Look after safety in the hall; you can stop work when something is not right.',
        ),
        h('What we offer'),
        ul(
          'Fixed early shifts, 6:30 to 14:30, Monday to Friday.',
          'Lifting aids at every station and adjustable benches. Tell us what else you need.',
          'Paid training for forklift and first aid.',
        ),
        closing,
      ),
      requirements: [
        'You have worked in a store, warehouse or kitchen where timing mattered.',
        'You are at ease with a stock system, or learn such things quickly.',
        'You give clear instructions and listen to objections.',
      ],
      salary: { min: 28_000, max: 33_000, currency: 'GBP' },
      location: 'Avonmouth, Bristol',
      employmentType: 'Full time',
    },
    created: { daysAgo: 62, by: 'recruiter' },
    steps: [
      { daysAgo: 61, by: 'recruiter', team: { hiringManager: true, interviewer: false } },
      { daysAgo: 60, by: 'recruiter', to: 'in_review' },
      { daysAgo: 58, by: 'hiring_manager', to: 'approved' },
      { daysAgo: 56, by: 'recruiter', to: 'published' },
      { daysAgo: 10, by: 'recruiter', to: 'closed', reason: 'The position is filled.' },
    ],
    applicants: { count: 32, hires: 1, craft: warehouse },
  },
  {
    key: 'financial-controller',
    content: {
      title: 'Financial Controller',
      description: page(
        p(
          'We are a company of 140 people, owned in part by them. You will keep the books that everybody may read, and help us see early what a decision will cost.',
        ),
        h('What you will do'),
        ul(
          'Close the month in five working days with a team of three, and explain it to everyone at the monthly meeting.',
          'Build the forecast together with operations, and say when it no longer holds.',
          'Lead the yearly audit and the reports to our lenders.',
        ),
        h('What we offer'),
        ul(
          '28 days of holiday beside public holidays, part time from 70 percent.',
          'Shares for everybody after one year.',
        ),
        closing,
      ),
      requirements: [
        'You are qualified as an accountant (ACA, ACCA, CIMA or an equivalent from any country).',
        'You have led a monthly close in a company with stock and field service.',
        'You can explain a balance sheet to somebody who has never read one.',
      ],
      salary: { min: 62_000, max: 74_000, currency: 'GBP' },
      location: 'Bristol, two days a week from home',
      employmentType: 'Full time or part time',
    },
    created: { daysAgo: 69, by: 'admin' },
    steps: [
      { daysAgo: 67, by: 'owner', to: 'published' },
      { daysAgo: 35, by: 'admin', to: 'closed', reason: 'The position is filled.' },
      { daysAgo: 20, by: 'admin', to: 'archived' },
    ],
    applicants: { count: 20, hires: 1, craft: finance },
  },
]

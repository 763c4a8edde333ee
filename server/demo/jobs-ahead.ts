import { closing, type DemoJob, h, p, page, ul } from './job.ts'

/** Not published yet: approved, in review, a draft, and one in the bin. */
export const comingJobs: readonly DemoJob[] = [
  {
    key: 'apprentice-electrician',
    content: {
      title: 'Apprentice Electrician (two places)',
      description: page(
        p(
          'Three years, two days of college in every two weeks, and from the first month real work beside people who like to explain. At the end you are a qualified electrician who knows heat pumps, panels and batteries.',
        ),
        h('What you will learn'),
        ul(
          'Safe work on site and in the workshop, from the first cable to the final test.',
          'Reading plans, planning a day, and talking with customers.',
          'Finding faults: first with your mentor, later on your own.',
        ),
        h('What we offer'),
        ul(
          'Real pay from the first day, tools that are yours to keep, and travel to college paid.',
          'A job afterwards, if you want one.',
        ),
        h('Who can apply'),
        p(
          'Anybody who wants to learn a trade, at any age, after school or after twenty years of something else. We do not ask for certificates; we ask you to spend a day with us.',
        ),
        closing,
      ),
      requirements: [
        'You like to work with your hands and to understand how things work.',
        'You can be in Bristol at 7:30 on working days; tell us if that is difficult and we will look for a way.',
      ],
      salary: { min: 19_500, max: 24_000, currency: 'GBP' },
      location: 'Bristol',
      employmentType: 'Apprenticeship',
    },
    created: { daysAgo: 16, by: 'recruiter' },
    steps: [
      { daysAgo: 14, by: 'recruiter', team: { hiringManager: true, interviewer: false } },
      { daysAgo: 11, by: 'hiring_manager', to: 'in_review' },
      { daysAgo: 4, by: 'hiring_manager', to: 'approved' },
    ],
  },
  {
    key: 'electrical-design-engineer',
    content: {
      title: 'Electrical Design Engineer',
      description: page(
        p(
          'Before a van leaves, somebody has decided which cable, which fuse and which panel. You will design systems for homes and small businesses that installers are glad to build.',
        ),
        h('What you will do'),
        ul(
          'Design heat pump, solar and battery systems from survey data, about six a week.',
          'Agree connections with the network operator and keep the paperwork short.',
          'Go out with installers once a month and improve our standard designs with what you see.',
        ),
        h('What we offer'),
        ul(
          '28 days of holiday beside public holidays, part time from 60 percent.',
          'Chartership supported with time and fees.',
        ),
        closing,
      ),
      requirements: [
        'You have designed electrical installations to BS 7671 or a comparable standard.',
        'You draw clearly, and you ask when a survey looks odd.',
      ],
      salary: { min: 44_000, max: 54_000, currency: 'GBP' },
      location: 'Bristol or Leeds',
      employmentType: 'Full time or part time',
    },
    created: { daysAgo: 9, by: 'recruiter' },
    steps: [
      { daysAgo: 7, by: 'recruiter', team: { hiringManager: true, interviewer: true } },
      { daysAgo: 4, by: 'recruiter', to: 'in_review' },
    ],
  },
  {
    key: 'people-partner',
    content: {
      title: 'People Partner',
      description: page(
        p(
          'You will look after the working life of 140 people: how they start, grow, are paid, argue and sometimes leave. You report to the owners’ circle and have its ear.',
        ),
        h('What you will do'),
        ul(
          'Advise team leads in everyday questions and in the difficult ones.',
          'Care for our open pay scale and its yearly review.',
          'Make our first three months better for people who join.',
        ),
        closing,
      ),
      requirements: [
        'You have worked in people operations or in a works council.',
        'You know UK employment law well enough to know when to ask.',
      ],
      location: 'Bristol',
      employmentType: 'Part time, 60 to 80 percent',
    },
    created: { daysAgo: 6, by: 'recruiter' },
    steps: [{ daysAgo: 2, by: 'recruiter', edit: { salary: { min: 45_000, max: 52_000, currency: 'GBP' } } }],
  },
  {
    key: 'office-assistant',
    content: {
      title: 'Office Assistant, Bristol',
      description: page(
        p(
          'You keep the Bristol office running: post, rooms, visitors, suppliers and the small things that nobody else sees.',
        ),
        closing,
      ),
      requirements: ['You like order and people in equal measure.'],
      salary: { min: 24_500, max: 26_500, currency: 'GBP' },
      location: 'Bristol',
      employmentType: 'Part time, 20 hours',
    },
    created: { daysAgo: 27, by: 'recruiter' },
    steps: [{ daysAgo: 11, by: 'recruiter', does: 'delete' }],
  },
]

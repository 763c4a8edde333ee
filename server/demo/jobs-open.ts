import { backend, data, design } from './crafts-digital.ts'
import { support, technician } from './crafts-service.ts'
import { closing, type DemoJob, h, p, page, ul } from './job.ts'

/** On the careers page today. */
export const openJobs: readonly DemoJob[] = [
  {
    key: 'backend-engineer',
    content: {
      title: 'Backend Engineer, Energy Data',
      description: page(
        p(
          'Every ten seconds 41,000 heat pumps and roof panels tell us what they are doing. You will build the services that turn those readings into bills people can check, forecasts the grid can use, and warnings that arrive before a home gets cold.',
        ),
        h('What you will do'),
        ul(
          'Design, build and run services in TypeScript and Go, from the first sketch to the pager.',
          'Make late, doubled and missing readings an ordinary case rather than an incident.',
          'Decide together with five colleagues how we store two billion readings a month, and keep the cost in view.',
          'Review code kindly, write down decisions, and leave a system that others understand.',
        ),
        h('How we work'),
        p(
          'Our team has five engineers, a designer and a product manager. We release several times a day, plan in two-week steps and keep Fridays free of meetings. On-call is one week in six, paid, with the following Monday off.',
        ),
        h('What we offer'),
        ul(
          '28 days of holiday beside public holidays, and 24 weeks of fully paid leave for every new parent.',
          'Work from home, from Bristol, or both; part time from 60 percent.',
          'A budget of £1,500 a year for learning, and the time to use it.',
        ),
        closing,
      ),
      requirements: [
        'You have built and run services that others depended on, in any language.',
        'You can reason about data that arrives late, twice or not at all.',
        'You know one relational database well, including what it does under load.',
        'You explain technical choices to people who do not write code.',
      ],
      salary: { min: 58_000, max: 72_000, currency: 'GBP' },
      location: 'Bristol or remote within the UK',
      employmentType: 'Full time or part time',
    },
    created: { daysAgo: 54, by: 'recruiter' },
    steps: [
      { daysAgo: 53, by: 'recruiter', team: { hiringManager: true, interviewer: true } },
      { daysAgo: 52, by: 'recruiter', to: 'in_review' },
      { daysAgo: 50, by: 'hiring_manager', to: 'approved' },
      { daysAgo: 48, by: 'recruiter', to: 'published' },
      { daysAgo: 31, by: 'hiring_manager', edit: { salary: { min: 60_000, max: 75_000, currency: 'GBP' } } },
      { daysAgo: 30, by: 'recruiter', does: 'publish-changes' },
    ],
    applicants: { count: 92, hires: 1, craft: backend },
  },
  {
    key: 'customer-support',
    content: {
      title: 'Customer Support Specialist',
      description: page(
        p(
          'When the heating is off, people do not want a ticket number. They want somebody who listens, looks at the system with them and stays until it is warm. You will be that person, on the telephone, by mail and in chat.',
        ),
        h('What you will do'),
        ul(
          'Answer about thirty people a day; there is no script and no clock on a conversation.',
          'Read the system data with the customer, solve what can be solved at once, and send a technician when it cannot.',
          'Write help pages from the questions you hear most.',
          'Tell the product team each week what annoyed people, and see it change.',
        ),
        h('Training and hours'),
        p(
          'You need no background in energy. The first six weeks are paid training beside an experienced colleague. Shifts lie between 7:00 and 21:00, are planned a month ahead and can be swapped. One weekend in four.',
        ),
        h('What we offer'),
        ul(
          'The same pay for everyone in the role at the same step, published inside the company.',
          '27 days of holiday beside public holidays; sick leave from the first day.',
          'Many of our product managers and planners began here, and we will show you the way.',
        ),
        closing,
      ),
      requirements: [
        'You have helped people for a living or as a volunteer: in a shop, a ward, a call centre, a community.',
        'You write clear, friendly English. A second language is welcome.',
        'You stay calm when somebody else cannot.',
      ],
      salary: { min: 26_500, max: 31_000, currency: 'GBP' },
      location: 'Bristol or Cardiff, two days a week from home',
      employmentType: 'Full time or part time',
    },
    created: { daysAgo: 43, by: 'recruiter' },
    steps: [
      { daysAgo: 42, by: 'recruiter', to: 'in_review' },
      { daysAgo: 40, by: 'admin', to: 'approved' },
      { daysAgo: 38, by: 'recruiter', to: 'published' },
      { daysAgo: 36, by: 'admin', team: { hiringManager: false, interviewer: true } },
    ],
    applicants: { count: 84, hires: 3, craft: support, selectivity: 1.1 },
  },
  {
    key: 'product-designer',
    content: {
      title: 'Product Designer',
      description: page(
        p(
          'Our app is opened by a retired teacher on an old phone, by a landlord with ninety flats and by a technician on a ladder in the rain. You will make it work for all three.',
        ),
        h('What you will do'),
        ul(
          'Lead the design of the home app: research, flows, interface and words.',
          'Visit four households a month, listen, and bring back what you learned.',
          'Care for our design system together with two front-end engineers.',
          'Hold us to accessibility: WCAG 2.2 AA is where we start.',
        ),
        h('How we work'),
        p(
          'You work in one team with engineers from the first day of a topic. We test paper before pixels and prefer one good screen to ten variants. Critique is weekly, specific and kind.',
        ),
        h('What we offer'),
        ul(
          '28 days of holiday beside public holidays, part time from 60 percent.',
          'Equipment of your choice and a budget of £1,500 a year for learning.',
        ),
        closing,
      ),
      requirements: [
        'You have taken digital products from a question to something people use, and can show how you decided.',
        'You plan and hold conversations with users yourself.',
        'You know how interfaces work for people with screen readers, switches or a cracked display.',
      ],
      salary: { min: 48_000, max: 60_000, currency: 'GBP' },
      location: 'Bristol or remote within the UK',
      employmentType: 'Full time or part time',
    },
    created: { daysAgo: 36, by: 'admin' },
    steps: [
      { daysAgo: 35, by: 'admin', to: 'in_review' },
      { daysAgo: 33, by: 'owner', to: 'approved' },
      { daysAgo: 31, by: 'recruiter', to: 'published' },
      { daysAgo: 29, by: 'recruiter', team: { hiringManager: false, interviewer: true } },
      {
        daysAgo: 2,
        by: 'recruiter',
        edit: {
          location: 'Bristol, Leeds or remote within the UK',
          salary: { min: 50_000, max: 62_000, currency: 'GBP' },
        },
      },
    ],
    applicants: { count: 62, hires: 0, craft: design, selectivity: 0.9 },
  },
  {
    key: 'field-technician',
    content: {
      title: 'Field Service Technician, Heat Pumps',
      description: page(
        p(
          'You are the person customers remember. With a van, good tools and a colleague on the line you commission, maintain and repair heat pumps in homes, schools and workshops around Bristol.',
        ),
        h('What you will do'),
        ul(
          'Commission new systems and explain them until the people who live there feel at home with them.',
          'Find faults with data and instruments rather than by changing parts.',
          'Look after three to four sites a day, all within an hour of your home.',
          'Train one apprentice a year, if you like to teach.',
        ),
        h('What we offer'),
        ul(
          'A four-day week of 36 hours at full pay, overtime paid or taken as time.',
          'An electric van you may use privately, and tools and work wear in every size and cut.',
          'We pay for refrigerant certification and for your hours in class.',
        ),
        h('The steps'),
        p(
          'A first call of twenty minutes, a short skills check at our workshop, one practical day beside a colleague (paid), and a conversation with the team.',
        ),
        closing,
      ),
      requirements: [
        'You have a trade in electrical work, plumbing, heating or refrigeration, or several years of practice.',
        'You hold a licence to drive a car, or expect one within six months.',
        'You work safely, also when it takes longer.',
      ],
      salary: { min: 34_000, max: 42_000, currency: 'GBP' },
      location: 'Bristol and 40 miles around',
      employmentType: 'Full time',
      stages: [
        { id: 'received', name: 'Received', kind: 'applied' },
        { id: 'first-call', name: 'First call', kind: 'screen' },
        { id: 'skills-check', name: 'Skills check', kind: 'assessment' },
        { id: 'practical-day', name: 'Practical day', kind: 'interview' },
        { id: 'conversation', name: 'Team conversation', kind: 'interview' },
        { id: 'offer', name: 'Offer', kind: 'offer' },
        { id: 'hired', name: 'Hired', kind: 'hired' },
      ],
    },
    created: { daysAgo: 41, by: 'recruiter' },
    steps: [
      { daysAgo: 40, by: 'recruiter', team: { hiringManager: true, interviewer: true } },
      { daysAgo: 39, by: 'hiring_manager', to: 'in_review' },
      { daysAgo: 38, by: 'hiring_manager', to: 'approved' },
      { daysAgo: 36, by: 'recruiter', to: 'published' },
    ],
    applicants: { count: 52, hires: 1, craft: technician, selectivity: 1.2 },
  },
  {
    key: 'data-analyst',
    content: {
      title: 'Data Analyst, Home Energy',
      description: page(
        p(
          'Do our customers pay less than before? Which homes stay cold although the system runs? You will answer questions like these, in numbers and in words that hold up when somebody asks twice.',
        ),
        h('What you will do'),
        ul(
          'Own the monthly figures on savings and comfort that we publish.',
          'Work with support and field service to find homes that need help before anybody calls.',
          'Say how sure we can be, also when a clearer answer would please more.',
        ),
        h('What we offer'),
        ul(
          '28 days of holiday beside public holidays, part time from 60 percent.',
          'One day a month for open data work.',
        ),
        closing,
      ),
      requirements: [
        'You work fluently with SQL and with one of R or Python.',
        'You have changed somebody’s decision with an analysis, and can tell the story.',
        'You treat data about people’s homes with care.',
      ],
      salary: { min: 42_000, max: 52_000, currency: 'GBP' },
      location: 'Bristol or remote within the UK',
      employmentType: 'Full time or part time',
    },
    created: { daysAgo: 13, by: 'recruiter' },
    steps: [
      { daysAgo: 12, by: 'recruiter', team: { hiringManager: true, interviewer: true } },
      { daysAgo: 11, by: 'recruiter', to: 'in_review' },
      { daysAgo: 9, by: 'hiring_manager', to: 'approved' },
      { daysAgo: 7, by: 'recruiter', to: 'published' },
    ],
    applicants: { count: 24, hires: 0, craft: data },
  },
]

import type { Craft } from './craft.ts'

export const marketing: Craft = {
  summaries: [
    '{years} years of campaigns for museums, libraries and one stubborn brewery. I prefer fifty people in a room to fifty thousand impressions.',
    'Community organiser turned marketer, {years} years. I write short.',
    'Journalist for {years} years, then communications for a housing association.',
    'Brand and events, {years} years, with budgets from five hundred pounds to half a million.',
  ],
  roles: ['Marketing Manager', 'Communications Officer', 'Community Organiser', 'Editor', 'Events Coordinator'],
  deeds: [
    'Ran open-house days in nineteen homes; one visitor in six became a customer.',
    'Stopped a newsletter that nobody read and started one that is forwarded.',
    'Translated leaflets with the people they were for, into four languages.',
    'Led a campaign with forty volunteers and a budget smaller than its coffee bill.',
    'Built a simple measure of which events led to enquiries.',
    'Placed the story in regional radio without spending a penny.',
  ],
  degrees: ['BA Journalism', 'BA Marketing', 'MA Cultural Studies', 'BSc Sociology', 'Diploma in Public Relations'],
  skills: ['Copywriting', 'Events', 'Budgeting', 'Photography', 'Media relations', 'Volunteer management', 'Analytics'],
  topics: [
    'the open-house days',
    'a newsletter that nobody read',
    'a leaflet in four languages',
    'a campaign with a small budget',
    'a claim about savings that could not be shown',
    'the street where nobody answered',
  ],
  questions: [
    {
      question: 'What would you do first to reach a village of eight hundred people?',
      answers: [
        'Go there on market day without a leaflet and ask what they pay for oil. The campaign is in the answers.',
        'Find the three people everybody knows: often the shop, the school and the pub. Help them rather than advertise at them.',
        'Ask the parish newsletter for half a page and fill it with the figures of one real home.',
        'A visit to a warm house in February is better than anything that I could write.',
      ],
    },
  ],
}

export const finance: Craft = {
  summaries: [
    'Qualified accountant with {years} years in manufacturing and field service.',
    'Controller with {years} years in cooperatives. I like figures that everybody may see.',
    'From audit to industry {years} years ago, and glad of it. Month end is a habit, not an event.',
    'Finance lead in a family business for {years} years; I have counted the stock myself.',
  ],
  roles: ['Financial Controller', 'Management Accountant', 'Auditor', 'Finance Business Partner', 'Senior Accountant'],
  deeds: [
    'Brought the close from twelve working days to five.',
    'Built a rolling forecast that operations update themselves.',
    'Led two audits without a finding, and one with a finding that I had reported first.',
    'Explained the accounts to all staff each month; attendance grew from nine to seventy.',
    'Replaced the stock valuation after finding that returns were counted twice.',
    'Renegotiated a loan with figures rather than adjectives.',
  ],
  degrees: ['ACCA', 'ACA', 'CIMA', 'BA Accounting and Finance', 'MSc Economics'],
  skills: ['IFRS', 'Forecasting', 'Stock valuation', 'Power BI', 'Team lead', 'Lender reporting', 'SQL'],
  topics: [
    'the close that took twelve days',
    'a forecast that operations did not believe',
    'a finding in the last audit',
    'a payment that went out twice',
    'the price rise of a supplier',
    'the monthly figures for all staff',
  ],
  questions: [
    {
      question: 'Explain to a colleague from the workshop why profit and cash are different.',
      answers: [
        'You fit a heat pump in March and are paid in May. In March we earned it, in May we have it. In April we still pay for the van.',
        'Profit is whether it was worth it. Cash is whether we can pay for lunch. You need both, on different days.',
        'I would draw two buckets and a tap with a delay, as I did for my own team, and leave the word accrual for another day.',
      ],
    },
  ],
}

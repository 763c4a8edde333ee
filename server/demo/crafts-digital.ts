import type { Craft } from './craft.ts'

export const backend: Craft = {
  summaries: [
    'Backend engineer with {years} years of building services that other teams rely on. I like dull deployments and clear names.',
    'I came to software from physics and stayed for the people. {years} years of TypeScript, Go and PostgreSQL, most of it close to operations.',
    'Generalist with a weakness for queues, time series and good error messages. {years} years in teams of three to twelve.',
    'After {years} years in payments I want to work on something that I can explain to my neighbours.',
    'Self-taught, {years} years in production. I write less code than I used to and delete more of it.',
  ],
  roles: ['Backend Engineer', 'Software Engineer', 'Senior Software Engineer', 'Platform Engineer', 'Developer'],
  deeds: [
    'Split a nightly batch of nine hours into a stream that is never more than two minutes behind.',
    'Made ingestion idempotent; duplicate invoices went from forty a week to none.',
    'Moved 1.8 billion rows to partitioned tables without an hour of downtime.',
    'Introduced contract tests between six teams and retired a shared staging system.',
    'Ran the on-call rota and halved the pages by fixing the ten noisiest alerts.',
    'Mentored two juniors who now lead their own services.',
    'Wrote the decision records that people still link to.',
    'Found a leak of file descriptors that had restarted servers every night for a year.',
    'Built the meter gateway in Go, from the first packet to 30,000 devices.',
    'Cut the storage bill by a third with compression and a retention rule that the lawyers liked.',
  ],
  degrees: [
    'BSc Computer Science',
    'MSc Physics',
    'BEng Electrical Engineering',
    'Coding course of 16 weeks',
    'MSc Mathematics',
  ],
  skills: [
    'TypeScript',
    'Go',
    'PostgreSQL',
    'Kafka',
    'Linux',
    'Terraform',
    'Python',
    'gRPC',
    'Redis',
    'MongoDB',
    'Rust',
  ],
  topics: [
    'the import that wrote invoices twice',
    'a migration of a large table without downtime',
    'the alert that woke the team every night',
    'a queue that ran full on Monday mornings',
    'the meter gateway and its lost packets',
    'a contract test between two teams',
  ],
  questions: [
    {
      question: 'Tell us about a time when data arrived late, twice or not at all. What did you do?',
      answers: [
        'Sensors buffered for two days during an outage and then sent everything at once. We had assumed order. I added a watermark per device and recomputed the affected days; since then late data is a normal case with a test.',
        'A retry in a client doubled payments. I gave every request a key, stored it with the result in one transaction, and wrote to the eleven customers myself.',
        'A supplier dropped every 500th message. Nobody saw it for weeks. I built a small report of expected against received counts, which is the first thing the team looks at each morning.',
        'Honestly, I made it worse at first by deduplicating on a timestamp. I learned to ask for an id from the source, and to say early when I am not sure.',
        'We could not stop duplicates, so we made the result independent of them: absolute readings instead of differences. It removed more code than it added.',
      ],
    },
  ],
}

export const data: Craft = {
  summaries: [
    'Analyst with {years} years between operations and product. I like questions that somebody will act upon.',
    'Statistician by training, {years} years in health and housing data. Careful with small numbers.',
    'I taught mathematics before I became an analyst {years} years ago, and still explain for a living.',
    '{years} years of SQL and Python in logistics. I want to work with data about homes, and with the people who live in them.',
  ],
  roles: ['Data Analyst', 'Business Analyst', 'Research Assistant', 'Senior Analyst', 'Reporting Specialist'],
  deeds: [
    'Replaced forty weekly spreadsheets with six reports that people open.',
    'Showed that a popular discount lost money in every region but one.',
    'Designed a stepped roll-out so that the effect of a new tariff could be measured.',
    'Published methods and limits beside each figure; questions from the board became better.',
    'Built a model of heat loss from meter readings with an error of eight percent.',
    'Cleaned nine years of address data with a colleague from customer support.',
  ],
  degrees: ['BSc Statistics', 'MSc Geography', 'BA Economics', 'PhD Social Policy', 'BSc Mathematics'],
  skills: ['SQL', 'Python', 'R', 'dbt', 'Survey design', 'Causal inference', 'Data visualisation', 'Git', 'Excel'],
  topics: [
    'the average that hid two groups of homes',
    'a forecast that was wrong for a winter',
    'nine years of addresses that did not match',
    'the complaint rate after a redesign',
    'a survey that nobody over sixty answered',
    'a dashboard that nobody opened',
  ],
  questions: [
    {
      question: 'Which analysis of yours changed a decision?',
      answers: [
        'We were about to close a depot. I split the figures by season and the loss was one bad January. It is still open.',
        'The complaint rate fell after a redesign, and so did the number of people who could find the form. I counted both, and we put the form back.',
        'I showed that our average hid two groups of homes. The new plan looks at the cold ones first.',
        'None as much as I hoped: they went ahead anyway. But I had written down what we would see if it failed, and that ended the trial after four weeks rather than a year.',
      ],
    },
  ],
}

export const design: Craft = {
  summaries: [
    'Product designer with {years} years in public services and banking. I start with a conversation and end with a test.',
    'Interaction designer, {years} years. I care about forms, words and the people who are in a hurry.',
    'From print to product: {years} years of typography, five of them with engineers in the same room.',
    'I design for small screens, old eyes and bad connections, and have done so for {years} years.',
    'Service designer with {years} years in health care. I draw badly and often.',
  ],
  roles: ['Product Designer', 'UX Designer', 'Service Designer', 'Interaction Designer', 'Visual Designer'],
  deeds: [
    'Redesigned the meter-reading flow; calls about it fell by 38 percent.',
    'Ran sixty home visits and turned the notes into a map that the whole company uses.',
    'Built a component library with two engineers and removed eleven kinds of button.',
    'Brought screen-reader users into every second test and fixed what we had never noticed.',
    'Rewrote error messages with support; the ten worst are gone.',
    'Led design for a booking system used in nine hospitals.',
    'Taught colleagues to test with paper, including the chief executive.',
    'Made the dark theme readable, then the light one.',
  ],
  degrees: [
    'BA Graphic Design',
    'MA Interaction Design',
    'BA Psychology',
    'MSc Human-Computer Interaction',
    'Diploma in Illustration',
  ],
  skills: [
    'User research',
    'Prototyping',
    'Accessibility',
    'Design systems',
    'Writing',
    'Figma',
    'HTML and CSS',
    'Facilitation',
  ],
  topics: [
    'the meter-reading form on a small screen',
    'a test with people who use a screen reader',
    'an error message that frightened people',
    'the wizard that became one page',
    'a chart that nobody could read',
    'the eleven kinds of button',
  ],
  questions: [
    {
      question: 'Describe a decision that you changed your mind about after watching somebody use it.',
      answers: [
        'I hid the advanced settings behind a menu. The first three people looked for them for minutes. We put the two that mattered on the page and removed the rest.',
        'A chart that we all loved. An older man asked which line was his. Now it is one sentence with a number, and the chart is below.',
        'I had written "session expired". A woman thought that her contract had ended. We say "please sign in again" now.',
        'We planned a wizard of nine steps for safety reasons. Technicians did it in the rain with gloves on; one long page was faster and nobody made more mistakes.',
        'I defended gestures until a participant with a tremor tried them. Every gesture has a button since.',
      ],
    },
    {
      question: 'Where can we see work of yours, and what was your part?',
      answers: [
        'My portfolio is at {link}. The booking case is mostly mine; research was shared with a colleague.',
        'I cannot show client work in public. I will walk you through two cases in a call and say what was not mine.',
        'See {link}. I led the first two projects and did the visual part of the third.',
        'I sent a PDF to {email} myself to have it at hand; I can forward it whenever you like.',
      ],
    },
  ],
}

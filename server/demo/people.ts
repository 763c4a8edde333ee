import type { EmployerRole } from '#protocol/permissions'

export const company = {
  companyName: 'Lumenfield Energy',
  contactNumber: '+44 117 496 0142',
  currency: 'GBP',
}

/** One password for all: somebody who looks at the demo changes persons often. */
export const demoPassword = 'quiet-lantern-walks'

/** Somebody of the demo company, known by the role they have today. */
export interface DemoPerson {
  readonly role: EmployerRole
  readonly name: string
  readonly email: string
  /** When they joined, and in which role if it was another one. */
  readonly joined: { readonly daysAgo: number; readonly as?: EmployerRole }
  /** Who gave them today's role, and when. */
  readonly promoted?: { readonly daysAgo: number; readonly by: EmployerRole }
  /** From a range kept for documentation. */
  readonly ip: string
}

/** Somebody from outside whom the company asked for help. */
export interface DemoInvitation {
  readonly email: string
  readonly purpose: string
  readonly invited: { readonly daysAgo: number; readonly by: EmployerRole }
  /** Left out: there is no answer yet, nor an account. */
  readonly accepted?: {
    readonly daysAgo: number
    readonly name: string
    readonly organisation: string
    readonly headline: string
    readonly about: string
    readonly expertise: readonly string[]
    readonly languages: readonly string[]
    readonly ip: string
  }
}

export const invitedConsultants: readonly DemoInvitation[] = [
  {
    email: 'consultant@demo.example',
    purpose: 'Look at where candidates leave our pipeline, and at the wording of the postings for engineers.',
    invited: { daysAgo: 41, by: 'owner' },
    accepted: {
      daysAgo: 40,
      name: 'Noor Haddad',
      organisation: 'Even Ground Advisory',
      headline: 'Structured interviews and job descriptions that more people answer',
      about:
        'I read pipelines for the places where good people leave, and help teams to ask everybody the same questions. ' +
        'Before that I recruited engineers for eleven years.\n\nI answer within a working day.',
      expertise: ['Structured interviews', 'Inclusive language', 'Pass-through figures'],
      languages: ['English', 'Arabic', 'Portuguese'],
      ip: '203.0.113.71',
    },
  },
  {
    email: 'idris.bello@wideropen.example',
    purpose: 'Train interviewers in the workshop before the summer intake.',
    invited: { daysAgo: 2, by: 'recruiter' },
  },
]

/** In the order in which they joined. */
export const people: readonly DemoPerson[] = [
  {
    role: 'owner',
    name: 'Ines Carvalho',
    email: 'owner@demo.example',
    joined: { daysAgo: 78 },
    ip: '192.0.2.10',
  },
  {
    role: 'admin',
    name: 'Tomasz Wilk',
    email: 'admin@demo.example',
    joined: { daysAgo: 77, as: 'recruiter' },
    promoted: { daysAgo: 75, by: 'owner' },
    ip: '192.0.2.24',
  },
  {
    role: 'recruiter',
    name: 'Amara Osei',
    email: 'recruiter@demo.example',
    joined: { daysAgo: 76 },
    ip: '192.0.2.31',
  },
  {
    role: 'hiring_manager',
    name: 'Henrik Solberg',
    email: 'hiring.manager@demo.example',
    joined: { daysAgo: 75, as: 'interviewer' },
    promoted: { daysAgo: 72, by: 'admin' },
    ip: '192.0.2.47',
  },
  {
    role: 'interviewer',
    name: 'Mei-Lin Tan',
    email: 'interviewer@demo.example',
    joined: { daysAgo: 74 },
    ip: '198.51.100.12',
  },
  {
    role: 'viewer',
    name: 'Ruth Abelson',
    email: 'viewer@demo.example',
    joined: { daysAgo: 73 },
    ip: '198.51.100.58',
  },
]

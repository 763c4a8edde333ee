import { z } from 'zod'
import { Password } from './auth.ts'
import { Email } from './common.ts'
import { get, patch, post } from './contract.ts'
import { EmployerId, UserId } from './ids.ts'
import { Name } from './names.ts'

export const Employer = z.object({
  id: EmployerId,
  companyName: z.string(),
  /** Of its careers page; it stays when the company is renamed, so that links live on. */
  slug: z.string(),
  version: z.number(),
})
export type Employer = z.infer<typeof Employer>

/** What fixed requirement 1 asks of somebody who registers a company. */
export const RegisterEmployer = z.strictObject({
  companyName: Name,
  email: Email,
  password: Password,
  contactNumber: z
    .string()
    .trim()
    .min(5, 'Enter a telephone number like +44 20 7946 0000.')
    .max(32)
    .regex(/^\+?[0-9 ().\-/]+$/, 'Enter a telephone number like +44 20 7946 0000.'),
})
export type RegisterEmployer = z.infer<typeof RegisterEmployer>

export const endpoints = {
  registerEmployer: post('/employers/register', {
    summary: 'Register a company; its first person becomes owner and confirms the address by mail.',
    access: 'public',
    limit: 'register',
    body: RegisterEmployer,
    result: z.object({
      employer: Employer,
      user: z.object({ id: UserId, email: z.string(), role: z.literal('owner') }),
    }),
    status: 201,
  }),
  readEmployer: get('/employers/:employerId', {
    summary: 'The company as its members see it.',
    access: { may: 'posting.read' },
    result: Employer,
    versioned: true,
  }),
  renameEmployer: patch('/employers/:employerId', {
    summary: 'Rename the company. The address of its careers page stays.',
    access: { may: 'organisation.manage' },
    body: z.strictObject({ companyName: Name }),
    result: Employer,
    versioned: true,
  }),
}

/** Journal entries of this feature: names are read over REST. */
export const entries = {
  'employer.renamed': z.object({ version: z.number() }),
}

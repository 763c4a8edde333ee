import { type AnEmployer, aMember, anEmployer, type Caller } from '../builders.ts'
import { sharedServer } from '../shared-server.ts'

/** A company with somebody in each role that tests open pages for. */
export interface Company extends AnEmployer {
  readonly recruiter: Caller
  readonly viewer: Caller
  /** Both interview. */
  readonly ada: Caller
  readonly bo: Caller
}

/**
 * The one company of all files that run in this process and are about a posting, a candidate or a kit of their own: its
 * people find in the next file the browser that they had in this one, with the app running. Whoever changes what the
 * whole company goes by, or counts all that it has, makes one of their own.
 */
export function theCompany(): Promise<Company> {
  company ??= aCompany()
  return company
}

let company: Promise<Company> | undefined

async function aCompany(): Promise<Company> {
  const employer = await anEmployer(await sharedServer())
  const [recruiter, viewer, ada, bo] = await Promise.all([
    aMember(employer, 'recruiter'),
    aMember(employer, 'viewer'),
    aMember(employer, 'interviewer'),
    aMember(employer, 'interviewer'),
  ])
  return { ...employer, recruiter, viewer, ada, bo }
}

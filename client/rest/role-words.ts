import type { Role } from '#protocol/permissions'

/** What a role is called, and what it is for, in words for those who choose one. */
export const roleWords: Readonly<Record<Role, { readonly label: string; readonly purpose: string }>> = {
  owner: { label: 'Owner', purpose: 'Everything, including who else is an owner.' },
  admin: { label: 'Admin', purpose: 'Team, settings and audit; everything in hiring.' },
  recruiter: { label: 'Recruiter', purpose: 'Writes postings and moves candidates on every job.' },
  hiring_manager: { label: 'Hiring manager', purpose: 'The same, on the jobs whose team they are on.' },
  interviewer: { label: 'Interviewer', purpose: 'Sees the candidates of jobs they are assigned to.' },
  viewer: { label: 'Viewer', purpose: 'Reads along. Never sees who a candidate is.' },
  consultant: { label: 'Consultant', purpose: 'Engaged from outside; sees the pipeline blind.' },
}

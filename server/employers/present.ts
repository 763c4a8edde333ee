import type { Employer } from '#protocol/employers'
import { EmployerId } from '#protocol/ids'
import { type EmployerRecord, versionOf } from './repository.ts'

export const present = (employer: EmployerRecord): Employer => ({
  id: EmployerId.parse(employer._id),
  companyName: employer.companyName,
  slug: employer.slug,
  version: versionOf(employer),
})

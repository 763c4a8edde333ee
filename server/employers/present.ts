import type { Employer } from '#protocol/employers'
import { EmployerId } from '#protocol/ids'
import type { EmployerRecord } from './repository.ts'

export const present = ({ _id, companyName, slug }: EmployerRecord): Employer => ({
  id: EmployerId.parse(_id),
  companyName,
  slug,
})

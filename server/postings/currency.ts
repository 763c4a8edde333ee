import type { CreatePosting, EditPosting } from '#protocol/postings'
import { employers } from '../employers/repository.ts'
import type { Scope } from '../store/scope.ts'

/** The currency in which a salary is meant that is a number alone: the company's. Asked for only where there is one. */
export const currencyFor = async (
  scope: Scope,
  employerId: string,
  { salary }: Pick<CreatePosting | EditPosting, 'salary'>,
): Promise<string> => (typeof salary === 'number' ? (await employers.get(scope, employerId)).currency : '')

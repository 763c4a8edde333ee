import { suggestedCriteria } from '#protocol/kit-suggestions'
import { criteriaFrom } from '../kits/normalise.ts'
import type { KitRecord } from '../kits/repository.ts'
import type { KitTemplateRecord } from '../kits/templates.ts'
import type { Chronicle } from './chronicle.ts'
import type { Opening } from './postings.ts'
import { type Random, randomOf } from './random.ts'

/** Every posting that people apply for has a kit, which begins with what its kind of work asks; one is a template. */
export function writeKits(company: Chronicle, openings: readonly Opening[]): void {
  for (const { job, jobId, since } of openings) {
    const at = since.approved ?? since.published
    if (!at || !job.applicants) continue
    const random = randomOf(`kit ${job.key}`)
    const asked = job.applicants.craft.questions.map(({ question }) => question)
    const kit: KitRecord = {
      _id: jobId,
      employerId: company.employer._id,
      criteria: criteria(random, at, asked),
      version: 1,
      firstScored: null,
      updatedAt: at,
    }
    company.kits.push(kit)
  }
  const [first] = company.kits
  if (first) company.kitTemplates.push(template(company, first.updatedAt))
}

/** @param asked questions of this kind of work, which take the place of the general ones about the work itself */
const criteria = (random: Random, at: Date, asked: readonly string[]): KitRecord['criteria'] =>
  criteriaFrom(
    suggestedCriteria.map(({ questions, ...rest }, place) => ({
      id: random.id(at),
      ...rest,
      questions: (place === 0 && asked.length > 0 ? asked : questions).map((text) => ({ id: random.id(at), text })),
    })),
  )

function template({ employer }: Chronicle, at: Date): KitTemplateRecord {
  const random = randomOf('kit template')
  const facts = { employerId: employer._id, name: 'First interview, any role', criteria: criteria(random, at, []) }
  return { _id: random.id(at), ...facts, version: 1, createdAt: at, updatedAt: at }
}

import type { Scorecard } from '#protocol/scorecards'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  anApplication,
  aPublishedPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'

/** Two criteria by which the tests rate. */
export const criteria = [
  { id: 'care', name: 'Care', weight: 3, anchors: { 1: 'Leaves a mess', 3: 'Tidies up', 5: 'Leaves it better' } },
  { id: 'craft', name: 'Craft', weight: 1 },
]

/** A published posting with a kit, whose interviewers are these people. */
export async function aJudgedPosting(
  employer: AnEmployer,
  { interviewers, managers = [] }: { interviewers: readonly Caller[]; managers?: readonly Caller[] },
): Promise<APosting> {
  const { owner, api } = employer
  const posting = await aPublishedPosting(employer)
  const path = `${api}/job-postings/${posting.id}`
  const idsOf = (people: readonly Caller[]) => people.map(({ userId }) => userId)
  const team = { hiringManagerIds: idsOf(managers), interviewerIds: idsOf(interviewers) }
  expectStatus(await owner.put(`${path}/team`, team), 200)
  expectStatus(await owner.put(`${path}/kit`, { criteria }), 200)
  return posting
}

/** What one reviewer says: of `word` every text can be recognised. */
export const sayings = (word: string, care: number, craft = care) => ({
  ratings: [
    { criterionId: 'care', score: care, evidence: `${word} evidence of care` },
    { criterionId: 'craft', score: craft, evidence: `${word} evidence of craft` },
  ],
  recommendation: care >= 3 ? 'yes' : 'no',
  conclusion: `${word} conclusion`,
})

/** Whom a panel waits for, or waited for. */
export const reviewersOf = ({ reviewers }: { reviewers: readonly { userId: string }[] }): string[] =>
  reviewers.map(({ userId }) => userId)

/** One application and the calls about its scorecard. */
export class APanel {
  readonly application: AnApplication
  readonly path: string

  constructor({ api }: AnEmployer, application: AnApplication) {
    this.application = application
    this.path = `${api}/applications/${application.applicationId}/scorecard`
  }

  read = (person: Caller) => person.get<Scorecard>(this.path)
  seen = async (person: Caller): Promise<Scorecard> => {
    const answer = await this.read(person)
    expectStatus(answer, 200)
    return answer.body
  }
  draft = (person: Caller, body: object, headers?: Record<string, string>) =>
    person.patch(`${this.path}/mine`, body, headers)
  submit = (person: Caller, body: object, headers?: Record<string, string>) =>
    person.post(`${this.path}/mine/submit`, body, headers)
  amend = (person: Caller, body: object) => person.post(`${this.path}/mine/amend`, body)
  assign = (person: Caller, people: readonly Caller[]) =>
    person.put(`${this.path}/reviewers`, { userIds: people.map(({ userId }) => userId) })
  reveal = (person: Caller, reason = 'One of us is ill until Monday') => person.post(`${this.path}/reveal`, { reason })
}

export async function aPanel(
  employer: AnEmployer,
  posting: Pick<APosting, 'id'>,
  facts: Parameters<typeof anApplication>[2] = {},
): Promise<APanel> {
  return new APanel(employer, await anApplication(employer, posting, facts))
}

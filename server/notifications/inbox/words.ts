import { candidates } from '../../candidates/repository.ts'
import { postings } from '../../postings/repository.ts'
import type { Scope } from '../../store/scope.ts'
import type { NotificationRecord } from './repository.ts'

/** What a notification says and where it leads. */
export interface Words {
  readonly title: string
  readonly path: string
}

type About = Pick<NotificationRecord, 'employerId' | 'type' | 'data'>

/** The words of notifications of one employer: candidates by their code names, whoever reads it. */
export async function wordsFor(
  scope: Scope,
  employerId: string,
  records: readonly About[],
): Promise<(record: About) => Words> {
  const ids = (name: string) => [...new Set(records.map(({ data }) => String(data[name] ?? '')).filter(Boolean))]
  const [people, jobs] = await Promise.all([
    candidates.many(scope, employerId, ids('candidateId')),
    postings.many(scope, employerId, [...new Set(records.flatMap(({ data }) => jobIdsOf(data)))]),
  ])
  const titles = new Map(jobs.map(({ _id, title }) => [_id, title]))
  return ({ type, data }) => {
    const [[jobId = ''], candidateId] = [jobIdsOf(data), String(data['candidateId'] ?? '')]
    const who = people.get(candidateId)?.code ?? 'A candidate'
    const job = titles.get(jobId) ?? 'a job that is gone'
    const card = candidateId ? `/pipeline/${jobId}?candidate=${candidateId}` : '/'
    return say(type, data, { who, job, card })
  }
}

/** The job that it is about, or the jobs. */
const jobIdsOf = ({ jobId, jobIds }: About['data']): string[] =>
  Array.isArray(jobIds) ? jobIds.map(String) : typeof jobId === 'string' ? [jobId] : []

function say(
  type: string,
  data: Readonly<Record<string, unknown>>,
  { who, job, card }: { who: string; job: string; card: string },
): Words {
  const about = (title: string, path = card): Words => ({ title, path })
  switch (type) {
    case 'application.received':
      return about(`${who} applied for ${job}`)
    case 'application.resumed':
      return about(`${who} applied again for ${job}`)
    case 'application.withdrawn':
      return about(`${who} withdrew the application for ${job}`)
    case 'application.selected':
      return about(`${who} was selected for an interview about ${job}`)
    case 'scorecard.assigned':
      return about(`You are asked to rate ${who} for ${job}`, `/review/${String(data['applicationId'])}`)
    case 'scorecard.overdue':
      return about(`Your ratings of ${who} for ${job} are overdue`, `/review/${String(data['applicationId'])}`)
    case 'scorecard.revealed':
      return about(`The scores of ${who} for ${job} are open`, `/review/${String(data['applicationId'])}`)
    case 'reminder.due':
      return about(
        data['kind'] === 'reply' ? `${who} waits for word about ${job}` : `A reminder of ${who} for ${job} is due`,
      )
    case 'interview.scheduled':
      return about(`An interview with ${who} about ${job} is booked`)
    case 'interview.rescheduled':
      return about(`The interview with ${who} about ${job} has another time`)
    case 'interview.cancelled':
      return about(`The interview with ${who} about ${job} is cancelled`)
    case 'interview.confirmed':
      return about(`${who} confirmed the interview about ${job}`)
    case 'interview.declined':
      return about(`${who} declined the interview about ${job}`)
    case 'interview.no-show':
      return about(`${who} did not come to the interview about ${job}`)
    case 'posting.transitioned':
      return about(`${job} waits for approval`, `/postings/${String(data['jobId'])}`)
    case 'feedback.released':
      return about('New answers of candidates can be read', '/answers')
    case 'engagement.accepted':
      return about('A consultant accepted the engagement', '/consultants')
    case 'engagement.declined':
      return about('A consultant declined the engagement', '/consultants')
    case 'engagement.ended':
      return about('An engagement has ended', '/consultants')
    case 'report.sent':
      return about('A scheduled report was sent', '/reports')
    case 'import.finished':
      return ofImport(data, job)
    default:
      return about('Something happened', '/')
  }
}

/** How many came is said where all went to one job: of others their reader may have no right to know. */
function ofImport(data: About['data'], job: string): Words {
  const [jobIds, imported] = [jobIdsOf(data), Number(data['imported'])]
  const isOfCandidates = data['kind'] === 'candidates'
  const what = isOfCandidates ? 'candidate' : 'posting'
  const path = !isOfCandidates ? '/postings' : jobIds.length === 1 ? `/pipeline/${jobIds[0]}` : '/pipeline'
  const where = jobIds.length === 0 ? '' : jobIds.length === 1 ? ` for ${job}` : ' for several jobs'
  if (data['state'] === 'undone') return { title: `An import of ${what}s${where} was undone`, path }
  if (jobIds.length > 1) return { title: `Candidates were imported${where}`, path }
  if (imported === 0) return { title: `An import ended: no ${what} was taken over`, path }
  return { title: `${imported} ${what}${imported === 1 ? ' was' : 's were'} imported${where}`, path }
}

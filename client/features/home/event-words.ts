import type { FeedType } from '#protocol/feed'
import type { FeedEvent } from '../../live/live-feed.ts'
import { counted } from '../../ui/counted.ts'

/** Names that the reader may see, by id; null where none is known (yet). */
export interface Names {
  readonly person: (userId: string) => string | null
  readonly posting: (jobId: string) => string | null
  readonly candidate: (candidateId: string) => string | null
  readonly stage: (jobId: string, stageId: string) => string
  readonly role: (role: string) => string
}

export interface Sentence {
  /** Who did it; null: it happened by itself. */
  readonly who: string | null
  readonly words: string
  /** Where it can be seen. */
  readonly href: string | null
  /** The code name in the sentence, for its picture. */
  readonly code: string | null
}

const states: Readonly<Record<string, string>> = {
  draft: 'took back to draft',
  in_review: 'sent to review',
  approved: 'approved',
  published: 'published',
  paused: 'paused',
  closed: 'closed',
  archived: 'archived',
}

/** A feed entry as a sentence; null: nothing a person wants to read. */
export function sentenceOf(event: FeedEvent, names: Names): Sentence | null {
  const who = event.actor.kind === 'user' && event.actor.id ? (names.person(event.actor.id) ?? 'A colleague') : null
  const say = (words: string, href: string | null = null, code: string | null = null): Sentence => ({
    who,
    words,
    href,
    code,
  })
  if (event.type.startsWith('application.')) return applicationWords(event as FeedEvent<ApplicationEvent>, names, say)
  if (event.type.startsWith('interview.')) return interviewWords(event as FeedEvent<InterviewEvent>, names, say)
  if (event.type.startsWith('engagement.')) return engagementWords(event as FeedEvent<EngagementEvent>, names)
  // The engagement tells it.
  if (event.type.startsWith('user.') && 'role' in event.data && event.data.role === 'consultant') return null
  if (event.type.startsWith('posting.')) return postingWords(event as FeedEvent<PostingEvent>, names, say)
  switch (event.type) {
    case 'candidate.revealed':
      return say(`revealed who ${names.candidate(event.data.candidateId) ?? 'a candidate'} is`)
    case 'scorecard.submitted': {
      const { candidateId, submitted, expected } = event.data
      return scorecardWords(
        event.data,
        names,
        `${submitted} of ${counted(expected, 'scorecard')} ${submitted === 1 ? 'is' : 'are'} in for`,
        candidateId,
      )
    }
    case 'scorecard.revealed':
      return scorecardWords(event.data, names, 'The scorecards are revealed for', event.data.candidateId)
    case 'employer.renamed':
      return say('renamed the company', '/team')
    case 'user.joined':
      return {
        who: names.person(event.data.userId) ?? 'A colleague',
        words: `joined as ${names.role(event.data.role)}`,
        href: '/team',
        code: null,
      }
    case 'user.role-changed':
      return say(`made ${names.person(event.data.userId) ?? 'a colleague'} ${names.role(event.data.role)}`, '/team')
    case 'user.removed':
      return say('removed a colleague from the team', '/team')
    default:
      return null
  }
}

function scorecardWords(
  { applicationId }: { readonly applicationId: string },
  names: Names,
  words: string,
  candidateId: string,
): Sentence {
  const code = names.candidate(candidateId)
  return { who: null, words: `${words} ${code ?? 'a candidate'}`, href: `/review/${applicationId}`, code }
}

type ApplicationEvent = Extract<FeedType, `application.${string}`>
type PostingEvent = Extract<FeedType, `posting.${string}`>
type InterviewEvent = Extract<FeedType, `interview.${string}`>
type EngagementEvent = Extract<FeedType, `engagement.${string}`>
type Say = (words: string, href?: string | null, code?: string | null) => Sentence

function applicationWords(event: FeedEvent<ApplicationEvent>, names: Names, say: Say): Sentence | null {
  const { jobId, candidateId, stage } = event.data
  const code = names.candidate(candidateId)
  const candidate = code ?? 'a candidate'
  const job = names.posting(jobId) ?? unnamed
  const href = `/pipeline/${jobId}`
  const alone = (words: string): Sentence => ({ who: null, words: `${capital(candidate)} ${words}`, href, code })
  switch (event.type) {
    case 'application.received':
      return event.data.imported ? say(`imported ${candidate} for ${job}`, href, code) : alone(`applied for ${job}`)
    case 'application.withdrawn':
      if (event.data.takenBack) return say(`took ${candidate} back with an import for ${job}`, href, code)
      return event.actor.kind === 'user'
        ? say(`noted ${candidate} as withdrawn from ${job}`, href, code)
        : alone(`withdrew from ${job}`)
    case 'application.moved':
      return say(`moved ${candidate} to ${names.stage(jobId, stage)}`, href, code)
    case 'application.selected':
      return say(`selected ${candidate} for ${job}`, href, code)
    case 'application.unselected':
      return say(`took the selection of ${candidate} back`, href, code)
    case 'application.held':
      return say(`put ${candidate} on hold`, href, code)
    case 'application.resumed':
      return event.data.again ? alone(`applied again for ${job}`) : say(`took ${candidate} up again`, href, code)
    case 'application.rejected':
      return say(`rejected ${candidate}`, href, code)
    case 'application.hired':
      return say(`hired ${candidate} for ${job}`, href, code)
    default:
      // Looking at an application is not news.
      return null
  }
}

function interviewWords(event: FeedEvent<InterviewEvent>, names: Names, say: Say): Sentence | null {
  const { interviewId, candidateId, startsAt } = event.data
  const code = names.candidate(candidateId)
  const candidate = code ?? 'a candidate'
  const day = startsAt === null ? '' : `&day=${startsAt.slice(0, 10)}`
  const href = `/interviews?interview=${interviewId}${day}`
  const isTheirs = event.actor.kind === 'candidate'
  const alone = (words: string): Sentence => ({ who: null, words: `${capital(candidate)} ${words}`, href, code })
  const tell = (theirs: string, ours: string) => (isTheirs ? alone(theirs) : say(ours, href, code))
  switch (event.type) {
    case 'interview.offered':
      return say(`offered ${candidate} times for an interview`, href, code)
    case 'interview.scheduled':
      return tell('chose a time for the interview', `scheduled an interview with ${candidate}`)
    case 'interview.rescheduled':
      return tell('moved the interview', `moved the interview with ${candidate}`)
    case 'interview.cancelled':
      return say(`cancelled the interview with ${candidate}`, href, code)
    case 'interview.confirmed':
      return alone('comes to the interview')
    case 'interview.declined':
      return alone('declined the interview')
    case 'interview.no-show':
      return alone('did not come to the interview')
    case 'interview.done':
      return alone('was interviewed')
    default:
      // Another room, or an interviewer's answer, is not news for everybody.
      return null
  }
}

/** A posting that was deleted, or is none of mine. */
const unnamed = 'a posting'

function postingWords(event: FeedEvent<PostingEvent>, names: Names, say: Say): Sentence | null {
  const { jobId } = event.data
  const job = names.posting(jobId) ?? unnamed
  const href = `/postings/${jobId}`
  if (event.type === 'posting.kit-changed') {
    // Before anybody scores, a kit is changed as often as any text.
    const { afterScoring } = (event as FeedEvent<'posting.kit-changed'>).data
    return afterScoring ? say(`changed the kit of ${job} after scoring had begun`, `${href}/kit`) : null
  }
  const { state } = (event as FeedEvent<Exclude<PostingEvent, 'posting.kit-changed'>>).data
  switch (event.type) {
    case 'posting.created':
      return say(job === unnamed ? 'began a posting' : `began a posting: ${job}`, href)
    case 'posting.edited':
      return say(`edited ${job}`, href)
    case 'posting.transitioned':
      return say(`${states[state] ?? 'changed'} ${job}`, href)
    case 'posting.changes-published':
      return say(`published the changes to ${job}`, href)
    case 'posting.deleted':
      return say(`put ${job} into the bin`)
    case 'posting.restored':
      return say(`took ${job} out of the bin`, href)
    case 'posting.team-changed':
      return say(`changed the hiring team of ${job}`, href)
    case 'posting.stages-changed':
      return say(`changed the stages of ${job}`, `/pipeline/${jobId}`)
    default:
      return null
  }
}

function engagementWords({ type, data, actor }: FeedEvent<EngagementEvent>, names: Names): Sentence | null {
  const isConsultant = actor.id !== null && actor.id === data.consultantId
  const consultant = data.consultantId === null ? null : names.person(data.consultantId)
  const who = names.person(actor.id ?? '') ?? (isConsultant ? 'A consultant' : 'A colleague')
  const say = (words: string): Sentence => ({ who, words, href: '/consultants', code: null })
  switch (type) {
    case 'engagement.invited':
      return say('invited a consultant')
    case 'engagement.accepted':
      return say('accepted to be your consultant')
    case 'engagement.declined':
      return say('declined to be your consultant')
    case 'engagement.withdrawn':
      return say('took back the invitation of a consultant')
    case 'engagement.ended':
      return say(isConsultant ? 'ended their engagement' : `ended the engagement with ${consultant ?? 'a consultant'}`)
    default:
      // A purpose or an added interviewer is not news for everybody.
      return null
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

import { z } from 'zod'
import type { JobPayload } from '#protocol/jobs'
import { invitation } from '../interviews/ical/invitation.ts'
import { type Letter, oneLine } from './letter.ts'
import type { Attachment } from './mail.ts'
import { mailDomain } from './message-id.ts'
import { Line, StrangersName, type Template, template } from './template.ts'

type InterviewTemplate = Extract<JobPayload<'send-mail'>['template'], 'interview-candidate' | 'interview-interviewer'>

const Facts = z.object({
  about: z.enum(['offered', 'invited', 'moved', 'cancelled', 'declined', 'removed', 'reminder']),
  name: StrangersName,
  companyName: Line,
  jobTitle: Line,
  when: Line,
  startsAt: z.string(),
  endsAt: z.string(),
  stamp: z.string(),
  location: z.string().transform((text) => oneLine(text, 900)),
  reason: z.string().transform((text) => oneLine(text, 500)),
  interviewId: z.string(),
  sequence: z.coerce.number(),
  confirmed: z.string(),
  token: z.string(),
})
type Facts = z.infer<typeof Facts>

const ForCandidate = Facts.extend({ offered: z.string(), inPlay: z.string().default('yes') })
const ForInterviewer = Facts.extend({ candidate: Line, path: z.string() })

/** Mail about interviews, with the invitation for calendars. What an interviewer reads names the candidate as they may. */
export const interviewTemplates: Readonly<Record<InterviewTemplate, Template>> = {
  'interview-candidate': {
    write: (data, linkTo) => {
      const facts = ForCandidate.parse(data)
      const letter = template(ForCandidate, candidateLetter).write(data, linkTo)
      const summary = `Interview with ${facts.companyName}: ${facts.jobTitle}`
      return withInvitation(letter, facts, { to: data['sentTo'] ?? '', summary, publicUrl: linkTo('/') })
    },
  },
  'interview-interviewer': {
    write: (data, linkTo) => {
      const facts = ForInterviewer.parse(data)
      const letter = template(ForInterviewer, interviewerLetter).write(data, linkTo)
      const summary = `Interview: ${facts.candidate}, ${facts.jobTitle}`
      return withInvitation(letter, facts, { to: data['sentTo'] ?? '', summary, publicUrl: linkTo('/') })
    },
  },
}

type LinkTo = Parameters<Template['write']>[1]

function candidateLetter(facts: z.infer<typeof ForCandidate>, linkTo: LinkTo): Letter {
  const { about, name, companyName, jobTitle, when, reason, token } = facts
  const what = `your interview with ${companyName} for ${jobTitle}`
  const place = [`When: ${when}`, `Where: ${facts.location}`]
  const url = linkTo('/portal', token)
  const own = 'Keep the link to yourself: whoever has it can open your page.'
  const letter = (subject: string, paragraphs: readonly string[], label: string): Letter => ({
    ...{ subject, name, paragraphs, action: { label, url }, note: own },
  })
  switch (about) {
    case 'offered':
      return letter(
        `Choose a time for your interview at ${companyName}`,
        [
          `${companyName} would like to talk with you about ${jobTitle}, and offers these times:`,
          ...facts.offered.split('\n').map((line) => oneLine(line)),
          `Where: ${facts.location}`,
          'They are free as long as nobody else takes them. Choose one on your page, or say that none suits you.',
        ],
        'Choose a time',
      )
    case 'invited':
      return letter(
        `Interview with ${companyName}: ${jobTitle}`,
        [
          `${companyName} invites you to an interview for ${jobTitle}.`,
          ...place,
          'Please say on your page whether you can come. You can move it there, too.',
        ],
        'Answer the invitation',
      )
    case 'moved':
      return letter(
        `Your interview with ${companyName} has changed`,
        [`There is a change of ${what}. This is how it stands now.`, ...place, ...because(reason)],
        'See the interview',
      )
    case 'reminder':
      return letter(
        `Reminder: your interview with ${companyName}`,
        [`A reminder of ${what}.`, ...place, 'We wish you a good talk.'],
        'See the interview',
      )
    case 'declined':
    case 'cancelled':
    case 'removed':
      return letter(
        about === 'declined'
          ? `You declined your interview with ${companyName}`
          : `Your interview with ${companyName} is cancelled`,
        [
          `The interview with ${companyName} for ${jobTitle} does not take place.`,
          ...(when ? [`It was planned for ${when}.`] : []),
          ...because(reason),
          ...(facts.inPlay ? ['Your application stays as it is.'] : []),
          'Your page shows where your application stands.',
        ],
        'See my application',
      )
  }
}

function interviewerLetter(facts: z.infer<typeof ForInterviewer>, linkTo: LinkTo): Letter {
  const { about, name, candidate, jobTitle, when, reason, token, path } = facts
  const place = [`When: ${when}`, `Where: ${facts.location}`]
  const note = 'You get this mail because you are among the interviewers.'
  const answer = { label: 'Say whether you come', url: linkTo('/interview-reply', token) }
  const look = { label: 'See the calendar', url: linkTo(path) }
  switch (about) {
    case 'offered':
    case 'invited':
      return {
        ...{ subject: `Interview with ${candidate}: ${jobTitle}`, name, note, action: answer },
        paragraphs: [`You are to interview ${candidate} for ${jobTitle}.`, ...place],
      }
    case 'moved':
      return {
        ...{ subject: `Changed: interview with ${candidate}`, name, note, action: answer },
        paragraphs: [`The interview with ${candidate} for ${jobTitle} has changed.`, ...place, ...because(reason)],
      }
    case 'reminder':
      return {
        ...{ subject: `Reminder: interview with ${candidate}`, name, note, action: look },
        paragraphs: [`A reminder of your interview with ${candidate} for ${jobTitle}.`, ...place],
      }
    case 'cancelled':
    case 'declined':
      return {
        ...{ subject: `Cancelled: interview with ${candidate}`, name, note, action: look },
        paragraphs: [
          about === 'declined'
            ? `${candidate} cannot come to the interview for ${jobTitle}. Your time is free again.`
            : `The interview with ${candidate} for ${jobTitle} does not take place. Your time is free again.`,
          `It was planned for ${when}.`,
          ...because(reason),
        ],
      }
    case 'removed':
      return {
        ...{ subject: `You are free: interview with ${candidate}`, name, note, action: look },
        paragraphs: [
          `Others interview ${candidate} for ${jobTitle}. Your time is free again.`,
          `It was planned for ${when}.`,
        ],
      }
  }
}

const because = (reason: string): string[] => (reason ? [`The reason: ${reason}`] : [])

interface Sent {
  readonly to: string
  readonly summary: string
  readonly publicUrl: string
}

/** The letter with what calendar programs read; while times are only offered there is nothing to enter. */
function withInvitation(letter: Letter, facts: Facts, { to, summary, publicUrl }: Sent): Letter {
  if (facts.startsAt === '' || facts.about === 'offered') return letter
  const isCancelled = facts.about === 'cancelled' || facts.about === 'declined' || facts.about === 'removed'
  const content = invitation(
    {
      ...{ interviewId: facts.interviewId, sequence: facts.sequence, summary, location: facts.location },
      ...{ startsAt: new Date(facts.startsAt), endsAt: new Date(facts.endsAt), stamp: new Date(facts.stamp) },
      ...{ description: letter.paragraphs.join('\n'), url: letter.action.url },
      ...{ isCancelled, isConfirmed: facts.confirmed !== '' },
    },
    { domain: mailDomain(publicUrl), attendee: { name: facts.name, email: to } },
  )
  const attachment: Attachment = {
    filename: 'interview.ics',
    contentType: `text/calendar; method=${isCancelled ? 'CANCEL' : 'REQUEST'}; charset=utf-8`,
    content,
  }
  return { ...letter, attachments: [attachment] }
}

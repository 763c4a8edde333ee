import type { PortalLink } from '../applications/receive-application.ts'
import { timerRecord } from '../applications/reminders/follow-timer.ts'
import { timerOf } from '../applications/reminders/timers.ts'
import { slugOf } from '../employers/slugs.ts'
import { receiveApplicants } from './applicants.ts'
import { officeTimeAgo } from './calendar.ts'
import { Chronicle } from './chronicle.ts'
import { engageConsultants } from './consultants.ts'
import { tellHistory } from './histories.ts'
import { tellInterviews } from './interviews.ts'
import { writeKits } from './kits.ts'
import { company, people } from './people.ts'
import { writePostings } from './postings.ts'
import { randomOf } from './random.ts'
import { tellReveals } from './reveals.ts'
import { tellScorecards } from './scorecards.ts'
import { hireStaff } from './staff.ts'

/**
 * The demo company with ten weeks of history up to `now`. Pure: the same moment gives the same company, apart from
 * what the caller supplies.
 */
export function tellCompany(now: Date, passwordHash: string, newLink: () => PortalLink): Chronicle {
  const chronicle = new Chronicle(found(now), now)
  const staff = hireStaff(chronicle, passwordHash)
  const openings = writePostings(chronicle, staff)
  writeKits(chronicle, openings)
  for (const arrival of receiveApplicants(chronicle, openings, newLink)) tellHistory(chronicle, staff, arrival)
  tellScorecards(chronicle, staff, openings)
  setTimers(chronicle)
  tellReveals(chronicle, staff, openings)
  tellInterviews(chronicle, staff)
  engageConsultants(chronicle, staff, passwordHash)
  return chronicle
}

/** By when those in play should hear. What is due already was told, at a time that nobody looks back to. */
function setTimers({ applications, postings, reminders, now }: Chronicle): void {
  for (const application of applications.values()) {
    const timer = timerOf(application, postings.get(application.jobId)?.stages ?? [])
    if (timer === null) continue
    const waiting = timerRecord(application, timer)
    reminders.set(waiting._id, timer.dueAt > now ? waiting : { ...waiting, state: 'due', version: 2 })
  }
}

function found(now: Date): Chronicle['employer'] {
  const random = randomOf('company')
  const createdAt = officeTimeAgo(random, now, Math.max(...people.map(({ joined }) => joined.daysAgo)) + 3)
  return { _id: random.id(createdAt), ...company, slug: slugOf(company.companyName), createdAt }
}

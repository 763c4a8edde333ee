import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Installation, origin } from './installation.ts'
import type { Person } from './person.ts'
import type { Play } from './play.ts'

/** Takes a right away from somebody while others write; nothing, when nobody is left who can be spared. */
export async function revokeSomebody(play: Play, random: () => number): Promise<void> {
  if (random() < 0.25) return endOne(play, random)
  const spare = play.people.filter(
    (person) => person.role.employer !== null && person.role.role !== 'owner' && isUnharmed(person),
  )
  const person = spare[Math.floor(random() * spare.length)]
  const employer = person?.role.employer
  if (!person || employer === null || employer === undefined) return
  const api = `/api/employers/${play.installation.cast.employerIds[employer]}/users/${person.role.userId}`
  const conversation = person.role.conversations[0]
  await take(play, person, person.role.conversations, async (owner) => {
    if (person.role.role === 'interviewer' && conversation !== undefined) {
      const path = `/api/conversations/${person.placeOf(conversation).id}/participants/${person.role.userId}`
      await insist(play.installation, owner, 'DELETE', path)
    } else if (random() < 0.5) await insist(play.installation, owner, 'DELETE', api)
    else await insist(play.installation, owner, 'PATCH', api, { role: 'viewer' })
  })
}

/** The engagement ends: its conversation can only be read, and not by the consultant. At most one in four ends. */
async function endOne(play: Play, random: () => number): Promise<void> {
  const { places } = play
  if (play.ending.size >= places.length / 4) return
  const number = Math.floor(random() * places.length)
  const place = places[number]
  const consultant = play.people.find(({ role }) => role.userId === place?.consultantId)
  if (!place || !consultant || play.ending.has(number)) return
  play.ending.add(number)
  await take(play, consultant, [number], async (owner) => {
    const isLeft = random() < 0.5
    if (isLeft) await insist(play.installation, consultant, 'POST', `/api/engagements/${place.id}/end`, {})
    else
      await insist(
        play.installation,
        owner,
        'POST',
        `/api/employers/${place.employerId}/engagements/${place.id}/end`,
        {},
      )
  })
}

const isUnharmed = ({ role, losing }: Person): boolean => role.conversations.length > 0 && losing.size === 0

async function take(
  play: Play,
  person: Person,
  conversations: readonly number[],
  how: (owner: Person) => Promise<void>,
): Promise<void> {
  const employer = play.places[conversations[0] ?? -1]?.employer
  const owner = play.people.find(({ role }) => role.role === 'owner' && role.employer === employer)
  if (!owner) throw new Error(`Employer ${employer} has no owner`)
  for (const conversation of conversations) person.losing.add(conversation)
  await how(owner)
  const goneAt = play.ledger.moment()
  for (const conversation of conversations) person.rights.set(conversation, { goneAt })
}

/** Asks with one key until it is done. @throws when it is refused */
async function insist(
  installation: Installation,
  by: Person,
  method: string,
  path: string,
  body?: object,
): Promise<void> {
  const headers = {
    cookie: `clearview_session=${by.role.secret}`,
    origin,
    'idempotency-key': randomUUID(),
    ...(body ? { 'content-type': 'application/json' } : {}),
  }
  for (let last = '', tries = 0; ; tries++) {
    const node = installation.nodes[tries % installation.nodes.length]
    const init = {
      method,
      headers,
      signal: AbortSignal.timeout(10_000),
      ...(body ? { body: JSON.stringify(body) } : {}),
    }
    const answer = await fetch(`${node?.url}${path}`, init).catch((error: unknown) => {
      last = String(error)
      return null
    })
    if (answer?.ok) return
    if (answer) last = `${answer.status} ${await answer.text()}`
    if ((answer && answer.status < 500) || tries >= 200) throw new Error(`${method} ${path}: ${last}`)
    await delay(200)
  }
}

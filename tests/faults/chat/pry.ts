import type { ChatEntry } from '#protocol/chat'
import type { Play } from './play.ts'
import type { Reply, Tab } from './tab.ts'

/**
 * Somebody tries conversations that are not theirs, or not any more, by every way there is, and reads what is theirs.
 * What they hear on the way is listened to like everything else.
 */
export async function pry(tab: Tab, play: Play, random: () => number): Promise<void> {
  const { person } = tab
  for (const [number, { id, employerId, consultantId }] of play.places.entries()) {
    const right = person.rights.get(number)
    const isTheirs = right !== undefined && !person.isLosing(number)
    const isForeign = right === undefined || right.goneAt !== null
    const askedAt = play.ledger.moment()
    const path = `/api/conversations/${id}`
    const after = Math.floor(random() * 50)
    const read = await tab.rest('GET', `${path}/messages?after=${after}&limit=500`)
    if (isTheirs) {
      if (read?.ok) {
        play.ledger.answered(person, askedAt, JSON.stringify(read))
        for (const [i, entry] of (read['items'] as ChatEntry[]).entries()) {
          play.ledger.saw(person, id, entry)
          if (entry.seq !== after + 1 + i)
            play.ledger.find('disordered', `${person.name} read ${entry.seq} of ${number}`)
        }
      } else expect(read, /^$/, 'read its own messages')
    }
    if (!isForeign) continue
    const written = { conversationId: id, clientMessageId: `pry-${askedAt}`, body: 'Let me in' }
    const hidden = /^(not-found|forbidden)$/
    expect(read, hidden, 'read')
    expect(await tab.rest('GET', path), hidden, 'look at')
    expect(await tab.rest('GET', `${path}/search?q=pay`), hidden, 'search')
    expect(await tab.ask('chat:follow', { conversationId: id, after: 0 }), hidden, 'follow')
    expect(await tab.ask('chat:follow', { conversationId: id, before: 10 }), hidden, 'page back')
    expect(await tab.ask('chat:typing', { conversationId: id }), hidden, 'type in')
    expect(await tab.ask('chat:send', written), hidden, 'write in')
    const rest = { consultantId, message: 'Let me in' }
    if (person.role.role === 'viewer')
      expect(await tab.rest('POST', `/api/employers/${employerId}/messages`, rest), hidden, 'post to')
  }
  const listed = await tab.rest('GET', '/api/conversations?limit=100')
  const ids = listed?.ok ? (listed['items'] as { id: string }[]).map(({ id }) => person.numberOf(id)) : []
  for (const number of ids) {
    const right = person.rights.get(number)
    if (!right || right.goneAt !== null)
      play.ledger.find('leaked', `${person.name} is shown conversation ${number} in the list`)
  }

  function expect(reply: Reply | null, codes: RegExp, what: string): void {
    if (reply?.ok) play.ledger.find('leaked', `${person.name} could ${what} a conversation without a right`)
    else if (reply && !codes.test(reply.code) && !/^(store-unavailable|shutting-down)$/.test(reply.code)) {
      play.ledger.find('wrong', `${person.name} tried to ${what} a conversation: ${reply.code}`)
    }
  }
}

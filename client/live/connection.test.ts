import { describe, expect, it } from 'vitest'
import { type ConnectionFacts, describeConnection } from './connection.ts'

const live: ConnectionFacts = { online: true, link: 'open', feed: 'current', waiting: 0, unsent: 0 }
const words = (change: Partial<ConnectionFacts>) => describeConnection({ ...live, ...change }).words

describe('the connection pill', () => {
  it('says Live only when connected, caught up and saved', () => {
    expect(words({})).toBe('Live')
    expect(words({ feed: 'catching-up' })).toBe('Catching up')
    expect(words({ feed: 'joining' })).toBe('Catching up')
    expect(words({ waiting: 2 })).toBe('Sending 2 changes')
  })

  it('counts what waits while there is no way to the server', () => {
    expect(words({ link: 'lost', feed: 'down' })).toBe('Reconnecting…')
    expect(words({ link: 'lost', feed: 'down', waiting: 3 })).toBe('Offline, 3 changes waiting')
    expect(words({ online: false, waiting: 1 })).toBe('Offline, 1 change waiting')
    expect(words({ online: false })).toBe('Offline')
    expect(words({ online: false, unsent: 2 })).toBe('Offline, 2 messages waiting')
    expect(words({ online: false, waiting: 3, unsent: 1 })).toBe('Offline, 3 changes and 1 message waiting')
    expect(words({ unsent: 1 })).toBe('Sending 1 message')
  })

  it('asks for a reload when the server is newer than the page', () => {
    expect(words({ link: 'outdated', online: false })).toBe('New version')
  })
})

import { describe, expect, it } from 'vitest'
import { type ConnectionFacts, describeConnection } from './connection.ts'

const live: ConnectionFacts = { online: true, link: 'open', feed: 'current', waiting: 0 }
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
  })

  it('asks for a reload when the server is newer than the page', () => {
    expect(words({ link: 'outdated', online: false })).toBe('New version')
  })
})

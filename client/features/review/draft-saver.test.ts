import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type ErrorCode, errorCatalogue } from '#protocol/errors'
import type { ChangeRatings, MyRatings } from '#protocol/scorecards'
import { CallError, NetworkError } from '../../rest/call-error.ts'
import { DraftSaver } from './draft-saver.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  return () => vi.unstubAllGlobals()
})

const stored = (conclusion: string, version: number): MyRatings => ({
  ...{ ratings: [], recommendation: null, conclusion, submittedAt: null, amendments: [], version },
})
const refusal = (code: ErrorCode) => {
  const { status, title } = errorCatalogue[code]
  return new CallError({ type: `#${code}`, title, status, detail: title, code })
}

/** A server with one record, as another device may change it, and whose connection may be cut. */
class Server {
  mine = stored('', 1)
  isCut = false
  readonly bodies: ChangeRatings[] = []
  readonly send = async (body: ChangeRatings, ifMatch: number): Promise<MyRatings> => {
    if (this.isCut) throw new NetworkError()
    if (ifMatch !== this.mine.version) throw refusal('version-mismatch')
    this.bodies.push(body)
    const { recommendation = this.mine.recommendation, conclusion = this.mine.conclusion } = body
    this.mine = { ...this.mine, recommendation, conclusion, version: ifMatch + 1 }
    return this.mine
  }
}

function aPage(server: Server) {
  const saver = new DraftSaver({
    ...{ userId: 'ada', applicationId: 'a', send: server.send, read: async () => server.mine },
    onStored: () => undefined,
  })
  saver.receive(server.mine)
  return saver
}

describe('saving a draft', () => {
  it('[REVUI-2] sends what changed, on the version that it was made on', async () => {
    const server = new Server()
    const page = aPage(server)
    page.set('conclusion', 'Go')
    page.set('conclusion', 'Good')
    await page.flush()
    page.set('recommendation', 'yes')
    await page.flush()
    expect(server.bodies).toEqual([{ conclusion: 'Good' }, { recommendation: 'yes' }])
    expect(page.get()).toMatchObject({ changes: {}, status: 'idle', stored: { version: 3 } })
    expect(kept.size).toBe(0)
  })

  it('[REVUI-2] keeps in the browser what it cannot send, for the next page', async () => {
    const server = new Server()
    const page = aPage(server)
    server.isCut = true
    page.set('conclusion', 'In a tunnel')
    await page.flush()
    expect(page.get().status).toBe('waiting')
    server.isCut = false
    const next = aPage(server)
    await next.flush()
    expect(server.mine.conclusion).toBe('In a tunnel')
  })

  it('[REVUI-3] upon another device’s change sends mine on top, and asks where both changed the same', async () => {
    const server = new Server()
    const page = aPage(server)
    server.mine = { ...stored('', 2), recommendation: 'no' }
    page.set('conclusion', 'Mine')
    await page.flush()
    await page.flush()
    expect(server.mine).toMatchObject({ conclusion: 'Mine', recommendation: 'no', version: 3 })

    server.mine = { ...server.mine, conclusion: 'Theirs', version: 4 }
    page.set('conclusion', 'Mine again')
    await page.flush()
    await page.flush()
    expect(page.get().conflicts).toEqual([{ field: 'conclusion', theirs: 'Theirs' }])
    expect(server.mine.conclusion).toBe('Theirs')
    page.settle('conclusion', 'Mine again')
    await page.flush()
    expect(server.mine).toMatchObject({ conclusion: 'Mine again', version: 5 })
  })

  it('[REVUI-2] says when the server does not take it', async () => {
    const server = new Server()
    const page = new DraftSaver({
      ...{ userId: 'ada', applicationId: 'a', read: async () => null, onStored: () => undefined },
      send: () => Promise.reject(refusal('forbidden')),
    })
    page.receive(server.mine)
    page.set('conclusion', 'Good')
    await page.flush()
    expect(page.get()).toMatchObject({ status: 'refused', changes: { conclusion: { value: 'Good' } } })
  })
})

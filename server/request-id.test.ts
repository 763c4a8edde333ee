import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createLog } from './log.ts'
import { forRequest, requestId } from './request-id.ts'

/** What the log wrote: each line as it was, parsed. */
function aLog() {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const lines = () =>
    Buffer.concat(chunks)
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { msg: string; request?: string })
  return { log: createLog('info', stream), lines }
}

describe('the id of a request', () => {
  it('[OPS-10] is on every line that is written for it, however requests mingle, and on no other', async () => {
    const { log, lines } = aLog()
    const turn = () => new Promise((resolve) => setImmediate(resolve))
    const work = (id: string) =>
      forRequest(id, async () => {
        log.info(`begin ${id}`)
        await turn()
        await Promise.all([turn().then(() => log.info(`beside ${id}`)), turn()])
        log.info(`end ${id}`)
      })
    await Promise.all([work('a'), work('b'), work('c')])
    log.info('nobody asked')
    expect(lines()).toHaveLength(10)
    for (const { msg, request } of lines()) expect(request).toBe(/ ([abc])$/.exec(msg)?.[1])
  })

  it('[OPS-10] is left behind by work that is nobody’s, or somebody else’s', () => {
    const seen = forRequest('a', () => [requestId(), forRequest(undefined, requestId), forRequest('b', requestId)])
    expect([...seen, requestId()]).toEqual(['a', undefined, 'b', undefined])
  })
})

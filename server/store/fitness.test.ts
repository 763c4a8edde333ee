import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Doc, docOf } from './embedded/bson/types.ts'
import { serve } from './embedded/wire/connection.ts'
import { openStore } from './mongo.ts'

/** A store that answers everything by saying who it is. */
async function aStore(hello: Parameters<typeof docOf>[0]): Promise<string> {
  const server = createServer((socket) => serve(socket, async (): Promise<Doc> => docOf({ ...hello, ok: 1 })))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  if (hello.setName) Object.assign(hello, { hosts: [address], me: address, primary: address })
  return `mongodb://${address}/?directConnection=true`
}

async function open(hello: Parameters<typeof docOf>[0]): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'clearview-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  const store = await openStore({ MONGODB_URI: await aStore(hello), DATA_DIR: dataDir })
  await store.close()
}

const primary = { isWritablePrimary: true, minWireVersion: 0, logicalSessionTimeoutMinutes: 30 }

describe('the store of MONGODB_URI', () => {
  it('[OPS-12] is refused when it is older than MongoDB 8.0', async () => {
    await expect(open({ ...primary, maxWireVersion: 21, setName: 'rs0' })).rejects.toThrow(/MongoDB 8\.0.*Upgrade/s)
  })

  it('[OPS-12] is refused when it is no replica set', async () => {
    await expect(open({ ...primary, maxWireVersion: 25 })).rejects.toThrow(/no replica set.*rs\.initiate/s)
  })

  it('[OPS-12] is taken from 8.0 on, as a member of a replica set or through a router', async () => {
    await open({ ...primary, maxWireVersion: 25, setName: 'rs0' })
    await open({ ...primary, maxWireVersion: 27, msg: 'isdbgrid' })
  })
})

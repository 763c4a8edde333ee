import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { eventually } from '../server.ts'

export interface CalDavServer {
  readonly url: string
  readonly username: string
  readonly password: string
  /** Puts an event into one of the person's calendars, which is made first. */
  put(calendar: string, text: string): Promise<void>
  stop(): Promise<void>
}

/** Radicale, a CalDAV server of the system's packages, with one person on it. @throws when it is not installed */
export async function startRadicale(): Promise<CalDavServer> {
  const folder = await mkdtemp(join(tmpdir(), 'radicale-'))
  const [username, password, port] = ['noor', 'quiet-heron-flies', await aFreePort()]
  await writeFile(join(folder, 'users'), `${username}:${password}\n`)
  const settings = [
    ...['[server]', `hosts = 127.0.0.1:${port}`],
    ...[
      '[auth]',
      'type = htpasswd',
      `htpasswd_filename = ${join(folder, 'users')}`,
      'htpasswd_encryption = plain',
      'delay = 0',
    ],
    ...['[storage]', `filesystem_folder = ${join(folder, 'collections')}`],
  ]
  await writeFile(join(folder, 'config'), `${settings.join('\n')}\n`)
  const child = spawn('radicale', ['--config', join(folder, 'config')], { stdio: 'ignore' })
  const failed = new Promise<never>((_resolve, reject) => child.once('error', reject))
  const url = `http://127.0.0.1:${port}/`
  const headers = { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
  const isUp = async () => (await fetch(url, { headers, redirect: 'manual' }).catch(() => null)) !== null
  await Promise.race([eventually(isUp), failed])
  return {
    ...{ url, username, password },
    put: async (calendar, text) => {
      const at = `${url}${username}/${calendar}/`
      const body = `<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection/><C:calendar/></resourcetype><displayname>${calendar}</displayname></prop></set></mkcol>`
      expect((await fetch(at, { method: 'MKCOL', headers, body })).status).toBe(201)
      const event = await fetch(`${at}event.ics`, {
        method: 'PUT',
        headers: { ...headers, 'content-type': 'text/calendar' },
        body: text,
      })
      expect(event.status).toBe(201)
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function aFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

import { describe, expect, it } from 'vitest'
import { expectPublicHost, isPublicAddress, publicLookup } from './safe-address.ts'

describe('where webhooks may go', () => {
  it('[HOOK-5] is the public internet: no loopback, private, link-local or reserved address in any notation', () => {
    const inside = [
      ...['127.0.0.1', '127.8.9.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
      ...['0.0.0.0', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '203.0.113.9', 'not an address', ''],
      ...['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '[::1]'],
      ...['64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1', '2001:db8::1'],
    ]
    expect(inside.filter(isPublicAddress)).toEqual([])
    const outside = ['1.1.1.1', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1']
    expect(outside.filter(isPublicAddress)).toEqual(outside)
  })

  it('[HOOK-5] an address in the URL and a name of this machine are looked at too', () => {
    for (const host of ['127.0.0.1', '[::1]', 'localhost', 'db.localhost', 'printer.local', 'metadata.internal']) {
      expect(() => expectPublicHost(host)).toThrow('inside the network')
    }
    expect(() => expectPublicHost('hooks.example.com')).not.toThrow()
  })

  it('[HOOK-5] a name that leads inside is refused by the look-up of the connection itself', async () => {
    const error = await new Promise((resolve) => publicLookup('localhost', {}, resolve))
    expect(String(error)).toContain('inside the network')
  })
})

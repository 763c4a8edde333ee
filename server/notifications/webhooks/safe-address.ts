import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** Whether an address belongs to everybody's internet: not to this machine, its network or a cloud's own services. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').split('%')[0] ?? ''
  const version = isIP(plain)
  if (version === 0) return false
  // An IPv4 address in the clothes of IPv6 is judged as what it is: the list does so for `::ffff:`.
  return !inside.check(plain, version === 6 ? 'ipv6' : 'ipv4')
}

class AddressRefused extends Error {}

const refused = () => new AddressRefused('This address leads inside the network, where webhooks may not go.')

/** A host that is written as an address is never looked up, so it is looked at here. @throws {AddressRefused} */
export function expectPublicHost(host: string): void {
  const plain = host.replace(/^\[|\]$/g, '')
  if (isIP(plain) !== 0 && !isPublicAddress(plain)) throw refused()
  if (/(^|\.)(localhost|local|internal)\.?$/i.test(plain)) throw refused()
}

/**
 * A name's addresses, all of which have to be public. It is the very look-up that the connection uses: a name that
 * answers otherwise the second time gets no further.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const [first] = addresses
    if (!first || !addresses.every(({ address }) => isPublicAddress(address))) return callback(refused(), '', 0)
    if (options.all) return callback(null, addresses)
    callback(null, first.address, first.family)
  })
}

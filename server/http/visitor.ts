import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Visitor } from './actor.ts'

/** Address and browser of a request. With `trustProxy` proxies in front, the address they saw is believed. */
export function visitorOf(context: Context, trustProxy: number): Visitor {
  const direct = getConnInfo(context).remote.address ?? 'unknown'
  return {
    ip: clientAddress(direct, context.req.header('x-forwarded-for'), trustProxy),
    userAgent: (context.req.header('user-agent') ?? '').slice(0, 300),
  }
}

/** Counts back from the right of `X-Forwarded-For`: what stands further left can be made up by the client. */
export function clientAddress(direct: string, forwarded: string | undefined, trustProxy: number): string {
  if (trustProxy === 0 || !forwarded) return direct
  const hops = forwarded.split(',').map((hop) => hop.trim())
  return hops.at(-trustProxy) ?? hops[0] ?? direct
}

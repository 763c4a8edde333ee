import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { newRequestId } from '../request-id.ts'
import type { Visitor } from './actor.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** Set once, by `requestOf`. */
    request: string | undefined
  }
}

/**
 * The id of the request that a context is of: the same whoever asks.
 * @param given what it is to be, when nobody has asked yet
 */
export function requestOf(context: Context, given?: string): string {
  const known = context.get('request')
  if (known !== undefined) return known
  const id = given ?? newRequestId()
  context.set('request', id)
  return id
}

/** Address and browser of a request. With `trustProxy` proxies in front, the address they saw is believed. */
export function visitorOf(context: Context, trustProxy: number): Visitor {
  const direct = getConnInfo(context).remote.address ?? 'unknown'
  return {
    request: requestOf(context),
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

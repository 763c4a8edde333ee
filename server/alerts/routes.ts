import { endpoints } from '#protocol/alerts'
import type { Bind } from '../http/bind.ts'
import { type AlertParts, confirm, leave, subscribe } from './subscribe.ts'

export function alertRoutes(bind: Bind, parts: AlertParts): void {
  bind.handle(endpoints.subscribeToJobs, async (visitor, { slug, body }) => {
    await subscribe(parts, visitor, slug, body)
    return undefined
  })
  bind.handle(endpoints.confirmJobAlert, async (visitor, { body }) => {
    await confirm(parts, visitor, body.token)
    return undefined
  })
  bind.handle(endpoints.leaveJobAlert, (visitor, { body }) => leave(parts, visitor, body.token))
}

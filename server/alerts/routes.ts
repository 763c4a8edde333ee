import { endpoints } from '#protocol/alerts'
import type { Bind } from '../http/bind.ts'
import { type AlertParts, confirm, leave, subscribe } from './subscribe.ts'

export function alertRoutes(bind: Bind, parts: AlertParts): void {
  bind.handle(endpoints.subscribeToJobs, async (_visitor, { slug, body }) => {
    await subscribe(parts, slug, body)
    return undefined
  })
  bind.handle(endpoints.confirmJobAlert, async (_visitor, { body }) => {
    await confirm(parts, body.token)
    return undefined
  })
  bind.handle(endpoints.leaveJobAlert, (_visitor, { body }) => leave(parts, body.token))
}

import { endpoints } from '#protocol/portal-interviews'
import type { PortalVisitor } from '../../http/actor.ts'
import type { Bind } from '../../http/bind.ts'
import type { Scope } from '../../store/scope.ts'
import { choose, confirm, decline, listMine, move, timesForMine } from './answer.ts'
import { inFeedOf } from './in-feed.ts'

export function portalInterviewRoutes(bind: Bind, scope: () => Scope): void {
  const mineOf = ({ applicationId }: PortalVisitor, { interviewId }: { readonly interviewId: string }) => ({
    ...{ applicationId, interviewId },
  })
  bind.query(endpoints.listPortalInterviews, async (scope, { applicationId }) => ({
    items: await listMine(scope, applicationId),
  }))
  bind.query(endpoints.findPortalTimes, async (scope, visitor, input) => ({
    times: await timesForMine(scope, mineOf(visitor, input)),
  }))
  bind.handle(endpoints.confirmInterview, (visitor, input, _context, once) =>
    inFeedOf(scope(), visitor.applicationId, once, (tx) => confirm(tx, mineOf(visitor, input))),
  )
  bind.handle(endpoints.declineInterview, (visitor, input, _context, once) =>
    inFeedOf(scope(), visitor.applicationId, once, (tx) => decline(tx, mineOf(visitor, input), input.body.reason)),
  )
  bind.handle(endpoints.chooseInterviewTime, (visitor, input, _context, once) =>
    inFeedOf(scope(), visitor.applicationId, once, (tx) =>
      choose(tx, mineOf(visitor, input), new Date(input.body.startsAt)),
    ),
  )
  bind.handle(endpoints.moveMyInterview, (visitor, input, _context, once) =>
    inFeedOf(scope(), visitor.applicationId, once, (tx) =>
      move(tx, mineOf(visitor, input), new Date(input.body.startsAt), input.body.reason),
    ),
  )
}

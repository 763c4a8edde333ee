import type { News } from '../../server/notifications/news.ts'

/** Nobody is told of anything. */
export const noNews: News = {
  forCandidate: async () => null,
  selection: async () => null,
  interview: async () => null,
  notification: async () => null,
  alert: async () => null,
  unread: async () => null,
}

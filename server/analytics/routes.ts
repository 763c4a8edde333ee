import { endpoints } from '#protocol/analytics'
import type { Bind } from '../http/bind.ts'
import { readAnalytics } from './read-analytics.ts'

export function analyticsRoutes(bind: Bind): void {
  bind.query(endpoints.readAnalytics, readAnalytics)
}

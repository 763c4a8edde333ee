import { endpoints } from '#protocol/analytics'
import type { Bind } from '../http/bind.ts'
import type { Journal } from '../journal/journal.ts'
import type { Scope } from '../store/scope.ts'
import { createFigures } from './figures.ts'
import { createBooks } from './keep-books.ts'
import { keepLayout, readLayout } from './layouts.ts'
import { listJourneys } from './list-journeys.ts'
import { listRows } from './list-rows.ts'
import { readAnalytics } from './read-analytics.ts'

export function analyticsRoutes(bind: Bind, parts: { journal: Journal; scope: () => Scope }): void {
  const books = createBooks(parts)
  const figures = createFigures({ books, scope: parts.scope })
  bind.query(endpoints.readAnalytics, readAnalytics(figures))
  bind.query(endpoints.listFigureRows, listRows(books))
  bind.query(endpoints.readFigureLayout, readLayout)
  bind.command(endpoints.keepFigureLayout, () => [], keepLayout)
  bind.query(endpoints.listJourneys, listJourneys(books))
}

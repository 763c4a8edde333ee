import { endpoints } from '#protocol/analytics'
import { endpoints as fairness } from '#protocol/fairness'
import type { Bind } from '../http/bind.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import type { Scope } from '../store/scope.ts'
import { createDashboards, type Dashboards } from './dashboards.ts'
import { createReleases, type GroupsOf, type Releases } from './fairness/keep-releases.ts'
import type { Traits } from './fairness/present.ts'
import { createFairnessReader } from './fairness/read-fairness.ts'
import { createFigures, type Figures } from './figures.ts'
import { type Books, createBooks } from './keep-books.ts'
import { keepLayout, readLayout } from './layouts.ts'
import { listJourneys } from './list-journeys.ts'
import { listRows } from './list-rows.ts'
import { readAnalytics } from './read-analytics.ts'

export interface AnalyticsParts {
  readonly books: Books
  readonly figures: Figures
  readonly releases: Releases
  readonly dashboards: Dashboards
  readonly traits: Traits
}

export function createAnalytics(given: {
  journal: SharedJournal
  scope: () => Scope
  log: Log
  /** Who disclosed which group, for figures over many people alone. */
  groupsOf: GroupsOf
  traits: Traits
}): AnalyticsParts {
  const books = createBooks(given)
  return {
    books,
    figures: createFigures({ books, scope: given.scope }),
    releases: createReleases({ ...given, books }),
    dashboards: createDashboards({ books, log: given.log }),
    traits: given.traits,
  }
}

export function analyticsRoutes(bind: Bind, parts: AnalyticsParts): void {
  const { books, figures, dashboards } = parts
  const readFairness = createFairnessReader(parts)
  bind.query(endpoints.readAnalytics, readAnalytics(figures, dashboards, readFairness))
  bind.query(endpoints.listFigureRows, listRows(figures))
  bind.query(endpoints.readFigureLayout, readLayout)
  bind.command(endpoints.keepFigureLayout, () => [], keepLayout)
  bind.query(fairness.readFairness, (scope, member) => readFairness(scope, member))
  bind.query(endpoints.listJourneys, listJourneys(books))
}

import type { Cell, ColumnKind, ReportType } from '#protocol/reports'
import type { Books } from '../analytics/keep-books.ts'
import type { Member } from '../http/actor.ts'
import type { Scope } from '../store/scope.ts'

/** What a report is asked to cover, as times. */
export interface Criteria {
  readonly type: ReportType
  /** From this time on; null: from the beginning. */
  readonly from: Date | null
  /** Before this time; null: to the end. */
  readonly to: Date | null
  readonly jobId: string | null
}

/** For whom it is made: rights come with the person, so that nobody is sent what they could not open. */
export type Reader = Pick<Member, 'employerId' | 'userId' | 'role' | 'jobIds'>

interface Column {
  readonly key: string
  readonly label: string
  readonly kind: ColumnKind
}

interface Figure {
  readonly key: string
  readonly label: string
  readonly value: Cell
  readonly kind: ColumnKind
  /** What it means, in a sentence. */
  readonly definition: string
}

export interface Chart {
  readonly title: string
  readonly kind: 'line' | 'bar'
  /** One label per point. */
  readonly labels: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[]
}

/** A report, before it has a form. */
export interface ReportContent {
  readonly title: string
  readonly figures: readonly Figure[]
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  readonly charts: readonly Chart[]
  readonly notes: readonly string[]
}

/** What a report is made of, and for whom. */
export interface Making {
  readonly scope: Scope
  /** What became of applications is what the dashboard says, so that both say the same. */
  readonly books: Books
  readonly reader: Reader
  readonly criteria: Criteria
  /** In which the days of the report are said. */
  readonly timeZone: string
  /** Is told how far it is, from 0 to 1. */
  readonly onProgress: (share: number) => void
}

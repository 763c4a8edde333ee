import { z } from 'zod'
import { page, pageQuery, Time } from './common.ts'
import { get, patch, post } from './contract.ts'
import { ImportId, PostingId, UserId } from './ids.ts'

export const ImportKind = z.enum(['postings', 'candidates'], 'Use postings or candidates.')
export type ImportKind = z.infer<typeof ImportKind>

/** What a column can hold, by kind; the names are those of the API. */
export const importFields = {
  postings: {
    title: { label: 'Title', required: true },
    description: { label: 'Description', required: true },
    requirements: { label: 'Requirements', required: false },
    salary: { label: 'Salary', required: false },
    salaryMin: { label: 'Salary from', required: false },
    salaryMax: { label: 'Salary to', required: false },
    currency: { label: 'Currency', required: false },
    location: { label: 'Location', required: false },
    employmentType: { label: 'Employment', required: false },
  },
  candidates: {
    name: { label: 'Name', required: true },
    email: { label: 'E-mail', required: true },
    phone: { label: 'Phone', required: false },
    posting: { label: 'Posting', required: false },
    stage: { label: 'Stage', required: false },
    source: { label: 'Source', required: false },
    appliedOn: { label: 'Applied on', required: false },
    resumeText: { label: 'Résumé text', required: false },
  },
} as const satisfies Record<ImportKind, Record<string, { label: string; required: boolean }>>

/**
 * Where an import stands: `ready` to be looked through, corrected and committed; `committing`, `undoing`: under way, and
 * going on by itself after a crash; `finished`, `undone`. After the time for which it is kept it is gone.
 */
export const ImportState = z.enum(['ready', 'committing', 'finished', 'undoing', 'undone'])
export type ImportState = z.infer<typeof ImportState>

export const Encoding = z
  .string()
  .regex(/^[a-z0-9_-]{1,40}$/i, 'Use the name of an encoding, like utf-8 or windows-1252.')
export const Delimiter = z.enum([',', ';', '\t', '|'], 'Use a comma, a semicolon, a tab or |.')

/** Rows of a file at most. */
export const mostImportRows = 20_000
/** Bytes of a file at most. */
export const mostImportBytes = 10 * 1024 * 1024

export const CellProblem = z.object({
  /** Index of the column; null: it is about the row. */
  column: z.number().nullable(),
  field: z.string().nullable(),
  found: z.string(),
  expected: z.string(),
  fix: z.string(),
})
export type CellProblem = z.infer<typeof CellProblem>

/** What became of a row: `imported` as `id`; `refused` at the commit; `undone`; `kept`: changed since, so not undone. */
export const RowOutcome = z.enum(['imported', 'refused', 'undone', 'kept'])
export type RowOutcome = z.infer<typeof RowOutcome>

export const ImportRow = z.object({
  /** From 1, the head not counted. */
  row: z.number(),
  /** Line of the file on which it begins. */
  line: z.number(),
  cells: z.array(z.string()),
  problems: z.array(CellProblem),
  /** It reads like something that is there; taken all the same when `anyway`. */
  duplicate: z.boolean(),
  anyway: z.boolean(),
  skipped: z.boolean(),
  outcome: RowOutcome.nullable(),
  /** What was made of it. */
  resultId: z.string().nullable(),
  /** Whom it was about was deleted: it is empty, and cannot be written into. */
  erased: z.boolean(),
})
export type ImportRow = z.infer<typeof ImportRow>

export const Import = z.object({
  id: ImportId,
  kind: ImportKind,
  fileName: z.string(),
  state: ImportState,
  encoding: z.string(),
  delimiter: Delimiter,
  hasHead: z.boolean(),
  /** The columns of the file; `field`: what it was taken for, null for nothing. */
  columns: z.array(z.object({ head: z.string(), field: z.string().nullable(), samples: z.array(z.string()) })),
  /** True: these columns were mapped like this the last time, so that is how they are mapped again. */
  remembered: z.boolean(),
  /** Of candidates: the posting of rows that name none. */
  jobId: PostingId.nullable(),
  counts: z.object({
    rows: z.number(),
    /** Rows that a commit takes. */
    good: z.number(),
    bad: z.number(),
    skipped: z.number(),
    /** Rows done so far by the commit, or by the undoing. */
    done: z.number(),
    imported: z.number(),
    refused: z.number(),
    undone: z.number(),
    kept: z.number(),
  }),
  /** What keeps it from being committed, in a sentence; null: nothing. */
  blocked: z.string().nullable(),
  createdBy: UserId,
  createdAt: Time,
  finishedAt: Time.nullable(),
  /** Until then it can be looked at, and undone. */
  keptUntil: Time,
  version: z.number(),
})
export type Import = z.infer<typeof Import>

export const ConfigureImport = z
  .strictObject({
    /** A field's name, or null, for each column. */
    mapping: z.array(z.string().max(40).nullable()).max(500),
    jobId: PostingId.nullable(),
    encoding: Encoding,
    delimiter: Delimiter,
    hasHead: z.boolean('Say true or false.'),
  })
  .partial()
export type ConfigureImport = z.infer<typeof ConfigureImport>

export const EditImportRow = z
  .strictObject({
    /** New text, by the column's index. */
    cells: z.record(z.string().regex(/^\d{1,3}$/, 'Use the index of a column.'), z.string().max(400_000)),
    /** Take it although it reads like something that is there. */
    anyway: z.boolean('Say true or false.'),
    skipped: z.boolean('Say true or false.'),
  })
  .partial()
export type EditImportRow = z.infer<typeof EditImportRow>

/** Told while an import is under way, as it goes: what is missed is told again by the next. */
export interface ImportProgress {
  readonly importId: string
  readonly done: number
  readonly rows: number
}

const imports = '/employers/:employerId/imports'
const one = `${imports}/:importId` as const

export const endpoints = {
  uploadImport: post(imports, {
    summary:
      'Send a CSV file of postings or candidates: it is read and checked, and nothing is taken over before the commit.',
    access: { may: 'posting.write' },
    query: z.strictObject({
      kind: ImportKind.default('postings'),
      name: z.string().trim().max(200).default('import.csv'),
      jobId: PostingId.optional(),
    }),
    bytes: { most: mostImportBytes },
    result: Import,
    status: 201,
    versioned: true,
  }),
  listImports: get(imports, {
    summary: 'My imports of the last 30 days, newest first; admins see all.',
    access: { may: 'posting.write' },
    query: z.strictObject({ ...pageQuery, kind: ImportKind.optional() }),
    result: page(Import),
  }),
  readImport: get(one, {
    summary: 'How an import stands, and how far it is.',
    access: { may: 'posting.write' },
    result: Import,
    versioned: true,
  }),
  configureImport: patch(one, {
    summary: 'Say what the columns are, or how the file is to be read; it is checked anew.',
    access: { may: 'posting.write' },
    body: ConfigureImport,
    result: Import,
    versioned: true,
  }),
  listImportRows: get(`${one}/rows`, {
    summary: 'Rows with what is wrong in which cell; `only=bad` for those that need somebody.',
    access: { may: 'posting.write' },
    query: z.strictObject({
      only: z.enum(['all', 'bad', 'good', 'skipped'], 'Use all, bad, good or skipped.').default('all'),
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    result: z.object({ items: z.array(ImportRow), next: z.number().nullable() }),
  }),
  editImportRow: patch(`${one}/rows/:row`, {
    summary: 'Correct cells of a row in place, take it anyway, or leave it out.',
    access: { may: 'posting.write' },
    body: EditImportRow,
    result: z.object({ row: ImportRow, import: Import }),
  }),
  commitImport: post(`${one}/commit`, {
    summary: 'Take over every row that is right; what is wrong stays behind and can be downloaded.',
    access: { may: 'posting.write' },
    result: Import,
    status: 202,
    versioned: true,
  }),
  undoImport: post(`${one}/undo`, {
    summary: 'Take back what an import made, except what was changed since.',
    access: { may: 'posting.write' },
    result: Import,
    status: 202,
    versioned: true,
  }),
  downloadRejected: get(`${one}/rejected`, {
    summary: 'The rows that were not taken over, as CSV, with what is wrong; it can be corrected and sent again.',
    access: { may: 'posting.write' },
    status: 200,
    download: true,
  }),
}

export const entries = {
  /** An import is done, or undone. */
  'import.finished': z.object({
    importId: ImportId,
    kind: ImportKind,
    state: ImportState,
    imported: z.number(),
    /** The postings that its candidates came to; none of an import of postings. */
    jobIds: z.array(PostingId),
    version: z.number(),
  }),
}

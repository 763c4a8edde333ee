import { z } from 'zod'
import { line, page, pageQuery, Time } from './common.ts'
import { del, get, patch, post, put } from './contract.ts'
import { UserId } from './ids.ts'

/** How a rule is named: `age-coded`. */
const Rule = z.string().regex(/^[a-z0-9-]{1,60}$/, 'Use lower-case letters, digits and hyphens.')
/** Words of the text as they stand there. */
const Quote = line(300)

/** The same words in any case, spacing and typography. */
export const sameWords = (quote: string): string =>
  quote
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[‐‑‒–—]/g, '-')
    .trim()

/** By which a finding is dismissed for everybody: its rule and its words, wherever they stand in the document. */
export const findingKey = (rule: string, quote: string): string => `${rule} ${sameWords(quote)}`

const Somebody = z.object({ id: UserId, name: z.string() })

/** Findings of one rule about the same words that nobody is shown any more. */
export const Dismissal = z.object({
  id: z.string(),
  rule: z.string(),
  quote: z.string(),
  reason: z.string(),
  by: Somebody,
  at: Time,
})
export type Dismissal = z.infer<typeof Dismissal>

/** `resolved`: done, or decided against, by who writes; `withdrawn`: taken back by who pinned it. */
export const PinState = z.enum(['open', 'resolved', 'withdrawn'])
export type PinState = z.infer<typeof PinState>

/** An end of a range that keeps its place while others type: base64 of an encoded Yjs relative position. */
const Position = z
  .string()
  .max(1000)
  .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'Use base64.')
  .min(1, 'This cannot be empty.')
const Anchor = z.strictObject({ from: Position, to: Position })

/** What a person suggests about words of the text. */
export const Pin = z.object({
  id: z.string(),
  quote: z.string(),
  anchor: z.object({ from: z.string(), to: z.string() }),
  message: z.string(),
  alternatives: z.array(z.string()),
  state: PinState,
  by: Somebody,
  at: Time,
  /** Who resolved it or took it back; null: it is open. */
  closedBy: Somebody.nullable(),
  closedAt: Time.nullable(),
  version: z.number(),
})
export type Pin = z.infer<typeof Pin>

const measured = {
  /** 0 to 100, see `client/features/language/analyse/score.ts`. */
  score: z.number().int().min(0).max(100),
  /** Findings that are open. */
  findings: z.number().int().min(0).max(10_000),
  words: z.number().int().min(0).max(200_000),
}

/** How the text stood at one time. `published`: when it went live. */
export const ScorePoint = z.object({ ...measured, id: z.string(), kind: z.enum(['written', 'published']), at: Time })
export type ScorePoint = z.infer<typeof ScorePoint>

const language = '/employers/:employerId/documents/:documentId/language'

export const endpoints = {
  readLanguage: get(language, {
    summary: 'What people said about the language of a document: dismissed findings, pinned suggestions.',
    access: { may: 'posting.read' },
    result: z.object({ dismissals: z.array(Dismissal), pins: z.array(Pin) }),
  }),
  dismissFinding: post(`${language}/dismissals`, {
    summary: 'Dismiss findings of one rule about the same words, for everybody. Dismissed already: as it stands.',
    access: { may: 'posting.write' },
    body: z.strictObject({ rule: Rule, quote: Quote, reason: line(500) }),
    result: Dismissal,
    status: 201,
  }),
  restoreFinding: del(`${language}/dismissals/:dismissalId`, {
    summary: 'Show dismissed findings again.',
    access: { may: 'posting.write' },
  }),
  pinSuggestion: post(`${language}/pins`, {
    summary: 'Pin a suggestion to words of the text.',
    access: { may: 'posting.suggest' },
    body: z.strictObject({
      quote: Quote,
      anchor: Anchor,
      message: line(1000),
      alternatives: z.array(line(300)).max(5).default([]),
    }),
    result: Pin,
    status: 201,
    versioned: true,
  }),
  changePin: patch(`${language}/pins/:pinId`, {
    summary: 'Resolve a pinned suggestion, open it again, or take back one’s own.',
    access: { may: 'posting.suggest' },
    body: z.strictObject({ state: PinState }),
    result: Pin,
    versioned: true,
  }),
  listScores: get(`${language}/scores`, {
    summary: 'How the text scored over time, newest first.',
    access: { may: 'posting.read' },
    query: z.strictObject(pageQuery),
    result: page(ScorePoint),
  }),
  reportScore: put(`${language}/score`, {
    summary: 'How the text scores now, as a page of somebody who may write it has found.',
    access: { may: 'posting.write' },
    body: z.strictObject(measured),
    /** The newest point of the history, which may be an earlier one: there is one every ten minutes at most. */
    result: ScorePoint,
  }),
}

const About = { documentId: z.string() }
const PinStanding = z.object({ ...About, pinId: z.string(), state: PinState, version: z.number() })

export const entries = {
  'language.dismissed': z.object({ ...About, dismissalId: z.string() }),
  'language.restored': z.object({ ...About, dismissalId: z.string() }),
  'language.pinned': PinStanding,
  /** Its state changed: resolved, withdrawn or open again. */
  'language.pin-resolved': PinStanding,
  'language.scored': z.object({ ...About, pointId: z.string(), score: z.number() }),
}

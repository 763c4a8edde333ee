import type { Word } from './words.ts'

/** Words of a text that readers take as masculine or feminine, after Gaucher, Friesen & Kay (2011), appendix A. */
export interface Balance {
  readonly masculine: number
  readonly feminine: number
  /** The words that count, in lower case, most frequent first. */
  readonly masculineWords: readonly string[]
  readonly feminineWords: readonly string[]
}

/** Beginnings of words; with `=` the whole word. */
const stems = (text: string): readonly string[] => text.trim().split(/\s+/)

const masculine = stems(`
  =active =actively adventurous aggress ambitio analy assert athlet autonom boast challeng compet confident courag
  =decide =decides decisive decision determin dominant domina force =greedy headstrong hierarch hostil impulsive independen
  individual intellect lead logic masculine =objective opinion outspoken persist principle reckless stubborn superior
  self-confiden self-sufficien self-relian
`)
const feminine = stems(`
  affectionate child cheer commit communal compassion connect considerate cooperat depend emotiona empath feminine
  flatterable gentle honest interdependen interpersona =kind kinship loyal modesty nag nurtur pleasant polite quiet
  respon sensitiv submissive support sympath tender together trust understand warm whin yield
`)

/** In postings these name the trade, the team or a thing, and say nothing about a person. */
const trade = new RegExp(
  `^(?:${[
    'lead(?:s|er|ers)?',
    'analy(?:st|sts|tics|tical|se|ze|sis|ses|sing|zing)',
    'logic(?:al|s)?',
    'logist\\w+',
    'competen\\w+',
    'force[sd]?',
    'individuals?',
    'child(?:ren|care|minder|birth|hood)?',
    'supports?',
    'supporting',
    'respon(?:se|ses|d|ds|ding|sive|der|ders|siveness)',
    'depend(?:s|ing|ency|encies)',
    'commit(?:s|ting|tee|tees)',
    'connect(?:s|ed|ing|or|ors|ivity|ion|ions)?',
    'leads?hip',
    'trust(?:s|ee|ees)?',
    'principles?',
    'tender(?:s|ing)?',
    'yields?',
    'nag(?:ios)?',
    'compet(?:itor|itors|ition|itions|e|es)',
  ].join('|')})$`,
)

/** Where the same word is innocent by what follows it. */
const innocentBefore: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^competitive$/,
    /^[\s-]*(?:salar\w+|pay|wages?|compensation|benefits?|package|rates?|remuneration|bonus\w*|market\w*|analysis|intelligence|edge|advantage|prices?|pricing|products?|landscape|base|hourly|annual|pension|holiday|day)\b/i,
  ],
  [/^active$/, /^[\s-]*(?:directory|users?|ingredients?|record|listening)\b/i],
  [/^objective$/, /^[\s-]*c\b/i],
  [/^kind$/, /^[\s-]*of\b/i],
  [/^warm$/, /^[\s-]*(?:leads?|up|water)\b/i],
  [/^determin/, /^[\s-]*(?:whether|which|the|how|what)\b/i],
  [/^decision/, /^[\s-]*(?:tree|makers?|support|table)\b/i],
  [/^understanding$/, /^[\s-]*of\b/i],
  [/^superior$/, /^[\s-]*court\b/i],
]

const startsAs = (form: string, list: readonly string[]): boolean =>
  list.some((stem) => (stem.startsWith('=') ? form === stem.slice(1) : form.startsWith(stem)))

/** Counts the coded words of one stretch of prose into `counts`. */
export function countCoded(
  prose: string,
  words: readonly Word[],
  counts: { masculine: Map<string, number>; feminine: Map<string, number> },
): void {
  for (const { form, end } of words) {
    const gender = startsAs(form, masculine) ? 'masculine' : startsAs(form, feminine) ? 'feminine' : null
    if (gender === null || trade.test(form)) continue
    const rest = prose.slice(end, end + 40)
    if (innocentBefore.some(([word, after]) => word.test(form) && after.test(rest))) continue
    counts[gender].set(form, (counts[gender].get(form) ?? 0) + 1)
  }
}

const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0)
const byCount = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([word]) => word)

export const balanceOf = (counts: {
  masculine: ReadonlyMap<string, number>
  feminine: ReadonlyMap<string, number>
}): Balance => ({
  masculine: total(counts.masculine),
  feminine: total(counts.feminine),
  masculineWords: byCount(counts.masculine),
  feminineWords: byCount(counts.feminine),
})

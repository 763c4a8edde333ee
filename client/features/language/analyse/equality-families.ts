import type { RuleWords } from './lexicon/rule.ts'
import { ableistIdiom, genderedWord } from './lexicon/shared.ts'
import { sources } from './sources.ts'

const pronoun: RuleWords = {
  rule: 'gendered-pronoun',
  theme: 'gender',
  severity: 'medium',
  message: '“{quote}” pictures the person in the job as one gender; “you” or “they” leaves it open.',
  reason:
    'Readers who heard a job described with “he” felt left out of it and identified with it less; so it is with “she”.',
  source: sources.stout,
}
const conditions: RuleWords = {
  rule: 'disability-words',
  theme: 'disability',
  severity: 'medium',
  message:
    '“{quote}” makes the condition the person; put the person first or use the words that disabled people prefer.',
  reason: 'Words such as “suffers from”, “victim of” or “confined to” describe a life as a misfortune.',
  source: sources.govukDisability,
}
const colours: RuleWords = {
  rule: 'colour-metaphor',
  theme: 'origin',
  severity: 'low',
  message: '“{quote}” makes a colour or bondage the name of good and bad; clearer words exist.',
  reason: 'Standards bodies replace these terms: they are loaded with history, and the new ones say what is meant.',
  source: sources.nist,
}
const peoples: RuleWords = {
  rule: 'loaded-origin',
  theme: 'origin',
  severity: 'medium',
  message: '“{quote}” borrows or insults a people; plain words do without.',
  reason: 'Words that name a people carelessly tell its members that they were not thought of as readers.',
  source: sources.apaOrigin,
}
const identities: RuleWords = {
  rule: 'identity-words',
  theme: 'identity',
  severity: 'medium',
  message: '“{quote}” is not how the people it names speak of themselves.',
  reason: 'Guides on bias-free language ask for the terms that people use for themselves.',
  source: sources.apaOrientation,
}
const fathers: RuleWords = {
  rule: 'gendered-idiom',
  theme: 'gender',
  severity: 'low',
  message: '“{quote}” tells the history of one group only; a plain term is clearer too.',
  reason:
    'Guides on inclusive writing replace the idiom: it is gendered or loaded, and hard to understand for second-language readers.',
  source: sources.googleStyle,
}

const ids = (text: string): string[] => text.trim().split(/\s+/)

/**
 * Rules of retext-equality that hold in postings, by its ids, with what we say about them, since its own messages are
 * for programmers. The rest is left out.
 */
export const families: ReadonlyMap<string, RuleWords> = new Map<string, RuleWords>([
  ...ids('he-she her-him herself-himself').map((id) => [id, pronoun] as const),
  ...ids(`
    aircrewwoman-airman aircrewwomen-airmen alderman-alderwoman aldermen-alderwomen assemblyman-assemblywoman
    authoress aviatrix average-housewife average-man average-working-man bondsman-bondswoman bondsmen-bondswomen
    boyfriend-girlfriend boyfriends-girlfriends boyish-girly cameraman-camerawoman cameramen-camerawomen
    cattleman-cattlewoman cattlemen-cattlewomen chairman-chairwoman chairmen-chairwomen chick-cop-policeman churchman
    clergyman-clergywoman clergymen-clergywomen committee-man-committee-woman common-girl-common-man
    congressman-congresswoman congressmen-congresswomen councilman-councilwoman councilmen-councilwomen
    countryman-countrywoman countrymen-countrywomen cowboy-cowgirl cowboys-cowgirls delivery-boy-delivery-girl
    doorman-doorwoman doormen-doorwomen executrix feminin-manly femininity-manliness fireman-firewoman
    firemen-firewomen fisherman-fisherwoman fishermen-fisherwomen foreman-forewoman foremen-forewomen freshman
    freshmen-freshwomen front-men,-frontmen-front-women,-frontwomen frontman,-front-man-frontwoman,-front-woman
    gal-guy gals-man garbageman-garbagewoman garbagemen-garbagewomen handyman-handywoman handymen-handywomen housemaid
    housewife housewives insurance-man-insurance-woman insurance-men-insurance-women janitor-janitress
    janitors-janitresses lady-doctor ladylike layman-laywoman laymen-laywomen leading-lady like-a-man man-a-desk
    man-enough man-in-the-street man-of-action man-of-letters man-of-the-land man-of-the-world man-the-booth
    man-the-fort man-the-phones manhour manhours mankind manmade manned manpower mansized-task newsman-newswoman
    newsmen-newswomen office-girls ombudsman-ombudswoman ombudsmen-ombudswomen oneupmanship own-man-own-woman
    policemen-policewomen postman-postwoman postmen-postwomen railwayman repairman-repairwoman repairmen-repairwomen
    salaryman-salarywoman salarymen-salarywomen saleslady-salesman salesmen-saleswomen serviceman-servicewoman
    servicemen-servicewomen showman-showwoman showmen-showwomen spokesman-spokeswoman spokesmen-spokeswomen
    sportsman-sportswoman sportsmen-sportswomen statesman-stateswoman steward-stewardess stewardesses-stewards
    superman-superwoman supermen-superwomen tax-man unmanly-unwomanly usherette waiter-waitress waiters-waitresses
    watchman-watchwoman watchmen-watchwomen weatherman-weatherwoman weathermen-weatherwomen woman-lawyer woman-painter
    working-wife workman-workwoman workmen-workwomen
  `).map((id) => [id, genderedWord] as const),
  ...ids('grandfather-clause grandfathered grandfathering no-mans-land tradesmans-entrance').map(
    (id) => [id, fathers] as const,
  ),
  ...ids(`
    addict addicts bedlam cretin daft deaf-to dumb gimp idiot insanely lame madman madmen maniac manic nuts psychotic
    retard retards sane sanity-check schizo senile spastic spaz wacko sociopath sociopaths
  `).map((id) => [id, ableistIdiom] as const),
  ...ids(`
    aids-victim birth-defect deafmute downs-syndrome handicapped handicapped-parking harelip harelipped
    intellectually-disabled intellectually-disabled-people learning-disabled mongoloid multiple-sclerosis-victim
    stroke-victim suffers-from-disabilities suffers-from-md victim-of-an-injury victim-of-injuries victim-of-polio
    wheelchair-bound
  `).map((id) => [id, conditions] as const),
  ...ids('blackhat blacklist blacklisted blacklisting whitehat whitelist whitelisted whitelisting slave slaves').map(
    (id) => [id, colours] as const,
  ),
  ...ids(`
    eskimo eskimos ghetto goy gyp hymie indian-country indian-give japs long-time-no-see natives-are-restless nonwhite
    off-reserve on-the-warpath oriental orientals powwow redskin redskins too-many-chiefs totem towel-heads tribe
  `).map((id) => [id, peoples] as const),
  ...ids(`
    born-a-man born-a-woman fag gay-agenda gay-lifestyle gender-pronoun hermaphrodite hermaphroditic heshe homosexual
    homosexual-couple homosexual-marriage homosexual-relations sex-change-operation sexchange sexual-preference tranny
    transgendered transgenderism transgenders transvestite
  `).map((id) => [id, identities] as const),
])

/**
 * Phrases within those rules that mean something else in postings: “women are encouraged to apply”, a data steward, a
 * fellow engineer, mental health, nuts and bolts.
 */
export const leftOut: readonly string[] = [
  ...['woman', 'women', 'men', 'man', 'gents', 'gent', 'fellow', 'fellows', 'chick', 'chicks', 'babe', 'girls', 'boys'],
  ...['steward', 'stewards', 'janitor', 'janitors', 'mentally ill', 'psychopathology', 'neurotic', 'delirious'],
  ...['psycho', 'batshit', 'mental', 'nuts', 'low iq', 'demented', 'schizophrenic'],
]

/** What follows a word of retext-equality where it is innocent: a department, a team's name, a people's own word. */
export const innocentBefore: readonly (readonly [quote: RegExp, after: RegExp])[] = [
  [
    /^(?:lady|ladies|gentlem[ae]n)$/i,
    /^[\s-]*['’]?s?['’]?[\s-]*(?:fashion|wear|shoes|department|football|golf|tennis|day|team|league|toilets?)/i,
  ],
  [/^cowboys?$/i, /^[\s-]*(?:boots|hat|stadium)/i],
  [/^tribe$/i, /^[\s-]*(?:of (?:the )?[A-Z]|members?|council|citizens?)/],
]

/** Said anywhere in the same paragraph, it makes the word innocent. */
export const innocentAround: readonly (readonly [quote: RegExp, around: RegExp])[] = [
  [/^tribes?$/i, /\b(?:native american|indigenous|federally|reservation|sovereign\w*|first nations)\b/i],
  [/^(?:freshm[ae]n)$/i, /\b(?:students?|college|university|high school|enrol\w+)\b/i],
]

/** Better words than those of retext-equality, which are for prose in general. */
export const betterWords: ReadonlyMap<string, readonly string[]> = new Map([
  ['he', ['you', 'they']],
  ['she', ['you', 'they']],
  ["he'll", ["you'll", "they'll"]],
  ["she'll", ["you'll", "they'll"]],
  ['his', ['your', 'their']],
  ['her', ['your', 'their', 'them']],
  ['hers', ['yours', 'theirs']],
  ['him', ['you', 'them']],
  ['himself', ['yourself', 'themselves']],
  ['herself', ['yourself', 'themselves']],
  ['guys', ['everyone', 'team']],
  ['crazy', ['intense', 'very busy']],
  ['insane', ['intense', 'very busy']],
  ['insanely', ['very']],
  ['blind to', ['unaware of']],
  ['deaf to', ['unaware of']],
  ['lame', ['dull']],
  ['dumb', ['uninformed']],
  ['tribe', ['team', 'community']],
  ['blacklist', ['blocklist', 'deny list']],
  ['blacklisted', ['blocked']],
  ['blacklisting', ['blocking']],
  ['whitelist', ['allowlist', 'allow list']],
  ['whitelisted', ['allowed']],
  ['whitelisting', ['allowing']],
  ['manpower', ['staff', 'workforce']],
  ['mankind', ['humankind', 'humanity']],
  ['manned', ['staffed']],
  ['manhours', ['working hours']],
  ['man-hours', ['working hours']],
  ['grandfathered', ['exempted', 'kept under the old rules']],
  ['cowboy', ['reckless']],
])

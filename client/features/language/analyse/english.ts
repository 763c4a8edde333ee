import type { Word } from './words.ts'

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Small words that hardly any other language has. */
const english = set(
  'the and of to with you we our for is are will your this that be as on have from by at or who what they their it an if not can',
)
const others: readonly ReadonlySet<string>[] = [
  set('und der die das mit für nicht eine einen wir sie zu auf ist im den dem des bei oder auch dein deine ihre unser'),
  set('het een van en voor met wij jij niet zijn je wat naar ook aan ons onze bij uit deze dit wordt'),
  set('le la les et des une pour vous nous est dans avec du au aux sur votre notre qui que par sont ou'),
  set('el los las y para con una por que del se en su sus como más nuestro nuestra tu eres o'),
  set('il di che per con una gli della sono nel alla delle dei come nostro nostra e più lo le'),
  set('os não uma para com você em do da dos das que por nosso nossa mais como ao e sua'),
  set('och att som för med är på av till vi du det ett den har om eller kan din'),
  set('og at som for med er på af til vi du det et den har om eller kan din ikke'),
  set('i w na z oraz się do jest że dla od nie jak po lub przez to są'),
  set('ja on että sekä tai kun joka ovat myös sinä me'),
  set('ve bir bu için ile olarak da de olan çok'),
]

const count = (words: readonly Word[], of: ReadonlySet<string>): number =>
  words.reduce((sum, { form }) => sum + (of.has(form) ? 1 : 0), 0)

/** With fewer words nothing can be said about the language: then it counts as English. */
const fewest = 8

/** Whether these words seem to be another language. A list of product names has no small words at all and passes. */
export function isForeign(words: readonly Word[]): boolean {
  if (words.length < fewest) return false
  const foreignScript = words.filter(({ form }) => /\p{L}/u.test(form) && !/\p{Script=Latin}/u.test(form)).length
  if (foreignScript > words.length / 2) return true
  const own = count(words, english)
  const other = Math.max(...others.map((of) => count(words, of)))
  return other > own && other / words.length > 0.1
}

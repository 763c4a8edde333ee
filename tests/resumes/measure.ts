import type { Span } from '../../server/candidates/redaction/spans.ts'
import type { FixtureResume } from './generate.ts'
import type { Truth } from './write.ts'

export interface Found {
  /** Of each kind: how many pieces there are, and how many are withheld to the last letter. */
  readonly kinds: Readonly<Record<Truth, { readonly all: number; readonly withheld: number }>>
  /** Share of the withheld letters and digits that belong to a piece which tells something. */
  readonly precision: number
  readonly misses: readonly {
    readonly kind: Truth
    readonly text: string
    readonly left: string
    readonly culture: string
  }[]
}

const telling = /[\p{L}\p{N}]/u

/** How much of what tells who somebody is was found: a piece counts only when no letter and no digit of it is left. */
export function measure(resumes: readonly FixtureResume[], find: (resume: FixtureResume) => readonly Span[]): Found {
  const kinds: Record<Truth, { all: number; withheld: number }> = {
    name: { all: 0, withheld: 0 },
    contact: { all: 0, withheld: 0 },
    link: { all: 0, withheld: 0 },
    address: { all: 0, withheld: 0 },
    school: { all: 0, withheld: 0 },
    age: { all: 0, withheld: 0 },
    gender: { all: 0, withheld: 0 },
  }
  const misses: { kind: Truth; text: string; left: string; culture: string }[] = []
  let [hidden, rightly] = [0, 0]
  for (const resume of resumes) {
    const isHidden = marked(resume.text.length, find(resume))
    const isTrue = marked(resume.text.length, resume.truths)
    for (let i = 0; i < resume.text.length; i++) {
      if (!isHidden[i] || !telling.test(resume.text[i] ?? '')) continue
      hidden++
      if (isTrue[i]) rightly++
    }
    for (const { kind, start, end } of resume.truths) {
      const text = resume.text.slice(start, end)
      const left = [...text]
        .map((letter, i) => (isHidden[start + i] || !telling.test(letter) ? ' ' : letter))
        .join('')
        .trim()
      kinds[kind].all++
      if (left === '') kinds[kind].withheld++
      else misses.push({ kind, text, left, culture: resume.person.cultureName })
    }
  }
  return { kinds, precision: rightly / hidden, misses }
}

function marked(length: number, spans: readonly { start: number; end: number }[]): boolean[] {
  const marks = new Array<boolean>(length).fill(false)
  for (const { start, end } of spans) marks.fill(true, start, end)
  return marks
}

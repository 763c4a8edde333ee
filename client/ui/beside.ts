const fromTheRight = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u

/** A name inside a sentence: written from right to left, it leaves the words and numbers beside it in their order. */
export const isolated = (name: string): string => (fromTheRight.test(name) ? `\u2068${name}\u2069` : name)

/** Facts in one line, without those that there are not. */
export const beside = (...facts: readonly (string | null | undefined | false)[]): string =>
  facts
    .filter((fact): fact is string => typeof fact === 'string' && fact !== '')
    .map(isolated)
    .join(' · ')

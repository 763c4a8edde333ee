const plain = (letter: string): string =>
  letter
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

const around = 60

/** The part of a text where the words were found, and where in it they stand; accents and case do not count. */
export function markedParts(text: string, query: string): readonly { text: string; isMarked: boolean }[] {
  const letters = [...text]
  // One letter may have become several, or none.
  const folded = letters.map(plain)
  const starts: number[] = []
  let length = 0
  for (const one of folded) {
    starts.push(length)
    length += one.length
  }
  const whole = folded.join('')
  const marked = new Set<number>()
  for (const word of plain(query).split(/\s+/).filter(Boolean)) {
    for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + word.length)) {
      starts.forEach((start, index) => {
        if (start >= at && start < at + word.length) marked.add(index)
      })
    }
  }
  const from = Math.max(0, Math.min(...marked, letters.length) - around)
  const parts: { text: string; isMarked: boolean }[] = []
  if (from > 0 && marked.size > 0) parts.push({ text: '…', isMarked: false })
  for (let index = marked.size > 0 ? from : 0; index < letters.length; index++) {
    const isMarked = marked.has(index)
    const last = parts.at(-1)
    if (last?.isMarked === isMarked) last.text += letters[index]
    else parts.push({ text: letters[index] ?? '', isMarked })
  }
  return parts
}

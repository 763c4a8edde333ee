/** 32 well mixed bits of a string (FNV-1a and a finish), the same in every browser for ever. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

export interface CodePattern {
  /** Which of the neutral hues, 0 to 5. */
  readonly hue: number
  /** A five by five field, mirrored left to right: true where a cell is filled. */
  readonly cells: readonly (readonly boolean[])[]
}

/** A pattern to recognise a code name by. It is made from the code alone, so it cannot tell anything about a person. */
export function codePattern(code: string): CodePattern {
  const bits = hashOf(code)
  const hue = hashOf(`${code}#hue`) % 6
  const cells = Array.from({ length: 5 }, (_, row) => {
    const half = Array.from({ length: 3 }, (_, column) => ((bits >>> (row * 3 + column)) & 1) === 1)
    return [half[0], half[1], half[2], half[1], half[0]].map((cell) => cell === true)
  })
  return { hue, cells }
}

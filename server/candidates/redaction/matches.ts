/**
 * All matches of a global pattern, in order. The pattern itself does the work, not a copy as in `String.matchAll`: what
 * V8 compiled stays with the pattern, while a copy finds it only until a few collections of garbage later. All patterns
 * of redaction together take half a second to compile.
 * @throws {TypeError} a pattern without the flag `g`, which would match the same for ever
 */
export function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  if (!pattern.global) throw new TypeError(`/${pattern.source}/ finds one match alone: give it the flag g`)
  const matches: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    matches.push(match)
    if (match[0] === '') pattern.lastIndex += pattern.unicode && (text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1
  }
  return matches
}

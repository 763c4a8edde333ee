import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { matchesOf } from './matches.ts'

describe('all matches of a pattern', () => {
  it.each([
    [/\p{L}+/gu, 'Ada löst 12 Rätsel'],
    [/(?<first>\p{Lu})\p{Ll}*/gu, 'Ada and Bo'],
    [/x*/gu, 'ax😀xx'],
    [/x*/g, 'ax😀xx'],
    [/none/g, 'nothing here'],
    [/$/gu, ''],
  ])('are those of matchAll: %s in %j', (pattern, text) => {
    const plain = (matches: Iterable<RegExpExecArray>) =>
      [...matches].map((match) => ({ words: [...match], index: match.index, groups: { ...match.groups } }))
    expect(plain(matchesOf(pattern, text))).toEqual(plain(text.matchAll(pattern)))
    // However far somebody had gone with it.
    pattern.lastIndex = 2
    expect(plain(matchesOf(pattern, text))).toEqual(plain(text.matchAll(new RegExp(pattern))))
  })

  it('are refused of a pattern that finds one', () => {
    expect(() => matchesOf(/a/, 'a')).toThrow(/flag g/)
  })

  it('[RED-9] are found at once after hours, too: what was compiled is not thrown away as garbage', () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    // Compiled here for the first time: no other text was looked through with them. Several, since what other threads of
    // the process do meanwhile is counted with one now and then.
    const patterns = ['allee', 'gasse', 'platz', 'steig', 'ufer'].map(
      (ending) =>
        new RegExp(
          `(?<!\\p{L})\\p{Lu}[\\p{L}.-]{0,30}(?:stra[sß]se|${ending}|never-in-a-text)(?![\\p{L}\\p{N}])`,
          'giu',
        ),
    )
    const timesOf = () =>
      patterns.map((pattern) => {
        const started = process.cpuUsage()
        matchesOf(pattern, 'Lange Allee 3')
        return process.cpuUsage(started).user
      })
    const compiled = timesOf()
    // The second time they are compiled once more, to machine code.
    timesOf()
    for (let times = 0; times < 12; times++) collect()
    const kept = timesOf().map((time, i) => time / Math.max(1, compiled[i] ?? 0))
    expect(kept.sort((x, y) => x - y)[2]).toBeLessThan(1 / 3)
  })
})

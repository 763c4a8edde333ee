import { describe, expect, it } from 'vitest'
import { Name, seenName } from './names.ts'

const codes = (text: string) => [...text].map((letter) => letter.codePointAt(0)?.toString(16)).join(' ')
const at = (code: number) => String.fromCodePoint(code)

describe('a name', () => {
  it.each([
    'José Ángel Núñez',
    "Siobhán O'Connor-Ní Dhomhnaill",
    'Nguyễn Thị Minh Khai',
    'Łukasz Żółć',
    'Юлія Ґудзь',
    'Γεώργιος Παπαδόπουλος',
    'Արամ Խաչատրյան',
    'שָׁלוֹם עַלֵיכֶם',
    'محمد عبد الرحمن',
    'سیما بی\u200Cنیاز',
    'श्री\u200Dमान',
    'അനില്\u200D കുമാര്\u200D',
    'ශ්\u200Dරී ලංකා',
    'தமிழ்ச்செல்வி',
    'ประเสริฐ ศรีสุวรรณ',
    'សុខ ចាន់',
    'ᠮᠣᠩᠭᠣᠯ\u180Eᠠ',
    '山田\u3000太郎',
    '葛\u{E0100}城',
    '김\u00A0민준',
    'ኃይለ ሥላሴ',
    'X Æ A-12',
    '¡Adelante! & Söhne, 3° → 4',
    '👩🏽\u200D💻 Labs ❤\uFE0F',
  ])('[NAME-1] %s stays letter by letter', (name) => {
    expect(codes(Name.parse(name))).toBe(codes(name))
  })

  it.each([
    [0x202a, 0x202b, 0x202c, 0x202d, 0x202e],
    [0x2066, 0x2067, 0x2068, 0x2069],
    [0x200e, 0x200f, 0x061c],
    [0x0000, 0x0007, 0x001b, 0x007f, 0x0080, 0x009f],
    [0x200b, 0xfeff, 0x2060, 0x00ad, 0x2063, 0x206a],
    [0x3164, 0xffa0, 0x115f],
    [0xe0041, 0xe007f, 0xfff9, 0xd800],
  ])('[NAME-2] loses what nobody sees', (...hidden) => {
    for (const code of hidden) {
      expect(codes(Name.parse(`${at(code)}Ada${at(code)} Lovelace${at(code)}`)), code.toString(16)).toBe(
        codes('Ada Lovelace'),
      )
    }
  })

  it('[NAME-2] has a space where a line or a column ended', () => {
    for (const gap of ['\n', '\r\n', '\t', ' \n ', '\u2028', '\u2029', '\u0085', '\v', '\f']) {
      expect(Name.parse(`Ada${gap}Lovelace${gap}`)).toBe('Ada Lovelace')
    }
  })

  it('[NAME-2] that turns its neighbours around does so no more', () => {
    expect(Name.parse('Acme \u202Egro.knab\u202C')).toBe('Acme gro.knab')
    expect(Name.parse('\u2068Ada\u2069')).toBe('Ada')
  })

  it('[NAME-3] of nothing that can be seen is none', () => {
    for (const nothing of ['', ' ', '\u200B', '\u202E\u202C', '\u200D\u200C', '\u3164', '\uFE0F', '\u3000\n']) {
      expect(seenName(nothing), codes(nothing)).toBe('')
      expect(Name.safeParse(nothing).error?.issues[0]?.message).toBe('This cannot be empty.')
    }
  })

  it('[NAME-3] is measured as it is read', () => {
    expect(Name.parse(`${'x'.repeat(120)}\u200B\n`)).toHaveLength(120)
    expect(Name.safeParse('x'.repeat(121)).error?.issues[0]?.message).toBe('At most 120 characters.')
  })

  it('[NAME-2] is the same when it is read once more', () => {
    for (const name of ['A\u200B \u200BB', 'A\u200B\n\u200BB', ' \uFEFF A']) {
      expect(seenName(seenName(name))).toBe(seenName(name))
    }
  })
})

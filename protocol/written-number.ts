/**
 * A number as people write it: with points, commas, apostrophes or spaces between thousands, and a point or a comma
 * before one or two decimals. Null: it is none, or could be meant in two ways, such as `40.000.50`.
 */
export function readNumber(written: string): number | null {
  const text = written.replace(/[\s'’\u00a0\u202f]/g, '')
  if (/^\d+$/.test(text)) return Number(text)
  if (/^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(text)) return Number(text.replace(/[.,]/g, ''))
  const parts = /^(?<whole>\d{1,3}(?<between>[.,])\d{3}(?:\k<between>\d{3})*|\d+)(?<point>[.,])(?<rest>\d{1,2})$/.exec(
    text,
  )?.groups
  if (!parts || parts['between'] === parts['point']) return null
  return Number(`${parts['whole']?.replace(/[.,]/g, '')}.${parts['rest']}`)
}

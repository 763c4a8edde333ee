import { isDoc, typeName, type Value } from '../../bson/types.ts'
import { notImplemented, StoreError } from '../../errors.ts'
import { absent, compileNamed, type Expression, type Operator, strict } from '../expression.ts'

const dayMs = 86_400_000

function moment(value: Value): Date {
  if (value instanceof Date) return value
  if (isDoc(value)) throw notImplemented('parts of a date by named arguments')
  throw new StoreError(16006, `can't convert from BSON type ${typeName(value)} to Date`)
}

/** 1 for Monday to 7 for Sunday. */
const weekday = (date: Date): number => date.getUTCDay() || 7

const dayOfYear = (date: Date): number => Math.floor((+date - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMs) + 1

/** The Thursday of a week decides to which year it belongs, and so its number. */
const thursday = (date: Date): Date => new Date(+date + (4 - weekday(date)) * dayMs)

type Part = [letter: string, digits: number, read: (date: Date) => number]

/** The parts of a date in UTC, with their letters in formats. Other zones are refused: their rules differ by system. */
const parts: Record<string, Part> = {
  $year: ['Y', 4, (date) => date.getUTCFullYear()],
  $month: ['m', 2, (date) => date.getUTCMonth() + 1],
  $dayOfMonth: ['d', 2, (date) => date.getUTCDate()],
  $hour: ['H', 2, (date) => date.getUTCHours()],
  $minute: ['M', 2, (date) => date.getUTCMinutes()],
  $second: ['S', 2, (date) => date.getUTCSeconds()],
  $millisecond: ['L', 3, (date) => date.getUTCMilliseconds()],
  $dayOfWeek: ['w', 1, (date) => date.getUTCDay() + 1],
  $isoDayOfWeek: ['u', 1, weekday],
  $dayOfYear: ['j', 3, dayOfYear],
  $week: ['U', 2, (date) => Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7)],
  $isoWeek: ['V', 2, (date) => Math.ceil(dayOfYear(thursday(date)) / 7)],
  $isoWeekYear: ['G', 4, (date) => thursday(date).getUTCFullYear()],
}

function format(date: Date, pattern: string): string {
  return pattern.replace(/%(.?)/g, (_, wanted: string) => {
    if (wanted === '%') return '%'
    const part = Object.values(parts).find(([letter]) => letter === wanted)
    if (!part) throw new StoreError(18536, `Invalid format character '%${wanted}' in format string`)
    const [, digits, read] = part
    return String(read(date)).padStart(digits, '0')
  })
}

function dateToString(operand: Value): Expression {
  const { date, format: pattern, onNull } = compileNamed('$dateToString', operand, ['date'], ['format', 'onNull'])
  return (scope) => {
    const value = date?.(scope)
    const form = pattern ? pattern(scope) : '%Y-%m-%dT%H:%M:%S.%LZ'
    if (absent(value)) return onNull ? onNull(scope) : null
    if (absent(form)) return null
    if (typeof form !== 'string') throw new StoreError(18533, "$dateToString requires that 'format' be a string")
    return format(moment(value), form)
  }
}

export const dates: Record<string, Operator> = {
  ...Object.fromEntries(
    Object.entries(parts).map(([name, each]) => [name, strict(1, 1, (value) => each[2](moment(value)))]),
  ),
  $dateToString: dateToString,
}

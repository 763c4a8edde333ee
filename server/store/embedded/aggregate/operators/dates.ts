import { isDoc, typeName, type Value } from '../../bson/types.ts'
import { StoreError } from '../../errors.ts'
import { absent, compileExpression, compileNamed, type Expression, type Operator } from '../expression.ts'

const dayMs = 86_400_000

function moment(value: Value): Date {
  if (value instanceof Date) return value
  throw new StoreError(16006, `can't convert from BSON type ${typeName(value)} to Date`)
}

/** 1 for Monday to 7 for Sunday. */
const weekday = (date: Date): number => date.getUTCDay() || 7

const dayOfYear = (date: Date): number => Math.floor((+date - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMs) + 1

/** The Thursday of a week decides to which year it belongs, and so its number. */
const thursday = (date: Date): Date => new Date(+date + (4 - weekday(date)) * dayMs)

/** The parts of a date in UTC: other zones are refused, as their rules differ between systems. */
const parts: Record<string, (date: Date) => number> = {
  $year: (date) => date.getUTCFullYear(),
  $month: (date) => date.getUTCMonth() + 1,
  $dayOfMonth: (date) => date.getUTCDate(),
  $hour: (date) => date.getUTCHours(),
  $minute: (date) => date.getUTCMinutes(),
  $second: (date) => date.getUTCSeconds(),
  $millisecond: (date) => date.getUTCMilliseconds(),
  $dayOfWeek: (date) => date.getUTCDay() + 1,
  $isoDayOfWeek: weekday,
  $dayOfYear: dayOfYear,
  $week: (date) => Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7),
  $isoWeek: (date) => Math.ceil(dayOfYear(thursday(date)) / 7),
  $isoWeekYear: (date) => thursday(date).getUTCFullYear(),
}

function part(read: (date: Date) => number): Operator {
  return (operand, name) => {
    const [only] = Array.isArray(operand) && operand.length === 1 ? operand : [operand]
    const named = isDoc(only) && only.date !== undefined ? compileNamed(name, only, ['date']).date : undefined
    const date = named ?? compileExpression(only)
    return (scope) => {
      const value = date(scope)
      return absent(value) ? null : read(moment(value))
    }
  }
}

/** What each letter of a format stands for: a part of the date, and how many digits it has. */
const letters: Record<string, [string, number]> = {
  Y: ['$year', 4],
  m: ['$month', 2],
  d: ['$dayOfMonth', 2],
  H: ['$hour', 2],
  M: ['$minute', 2],
  S: ['$second', 2],
  L: ['$millisecond', 3],
  j: ['$dayOfYear', 3],
  u: ['$isoDayOfWeek', 1],
  w: ['$dayOfWeek', 1],
  G: ['$isoWeekYear', 4],
  V: ['$isoWeek', 2],
  U: ['$week', 2],
}

function format(date: Date, pattern: string): string {
  return pattern.replace(/%(.?)/g, (_, letter: string) => {
    if (letter === '%') return '%'
    const [name = '', width = 0] = letters[letter] ?? []
    const read = parts[name]
    if (!read) throw new StoreError(18536, `Invalid format character '%${letter}' in format string`)
    return String(read(date)).padStart(width, '0')
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
  ...Object.fromEntries(Object.entries(parts).map(([name, read]) => [name, part(read)])),
  $dateToString: dateToString,
}

import { isDoc, toNumber, typeName, type Value } from '../../bson/types.ts'
import { notImplemented, StoreError } from '../../errors.ts'
import { compileExpression, compileNamed, type Expression, type Operator, type Scope } from '../expression.ts'
import { addUnits, difference, truncateTo } from './calendar.ts'
import { dateText } from './logic.ts'
import { isoWeek, toLocal, toUtc, weekday } from './timezone.ts'

const absent = (value: Value): boolean => value === null || value === undefined

function moment(name: string, value: Value): Date {
  if (!(value instanceof Date))
    throw new StoreError(16006, `can't convert from BSON type ${typeName(value)} to Date in ${name}`)
  return value
}

/** Parts are read from the wall clock of a zone, held as if it were UTC. */
const parts: Record<string, (local: Date) => number> = {
  $year: (local) => local.getUTCFullYear(),
  $month: (local) => local.getUTCMonth() + 1,
  $dayOfMonth: (local) => local.getUTCDate(),
  $hour: (local) => local.getUTCHours(),
  $minute: (local) => local.getUTCMinutes(),
  $second: (local) => local.getUTCSeconds(),
  $millisecond: (local) => local.getUTCMilliseconds(),
  $dayOfWeek: (local) => local.getUTCDay() + 1,
  $isoDayOfWeek: (local) => weekday(local),
  $dayOfYear: (local) => dayOfYear(local),
  $week: (local) => Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7),
  $isoWeek: (local) => isoWeek(local).week,
  $isoWeekYear: (local) => isoWeek(local).year,
}

function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / 86_400_000) + 1
}

/** The zone, or null when it evaluates to null; UTC when none is named. */
function zoneOf(timezone: Expression | undefined, scope: Scope): string | null {
  const zone = timezone?.(scope)
  if (timezone === undefined) return 'UTC'
  if (absent(zone)) return null
  if (typeof zone !== 'string') throw new StoreError(40533, 'timezone must evaluate to a string')
  return zone
}

function part(name: string, read: (local: Date) => number): Operator {
  return (operand) => {
    const named =
      isDoc(operand) && operand.date !== undefined ? compileNamed(name, operand, ['date'], ['timezone']) : undefined
    const [only] = Array.isArray(operand) && operand.length === 1 ? operand : [operand]
    const date = named?.date ?? compileExpression(only)
    return (scope) => {
      const value = date(scope)
      const zone = zoneOf(named?.timezone, scope)
      return absent(value) || zone === null ? null : read(toLocal(moment(name, value), zone))
    }
  }
}

const pad = (number: number, width: number): string => String(number).padStart(width, '0')

function format(local: Date, pattern: string, offset: number): string {
  return pattern.replace(/%(.?)/g, (_, letter: string) => {
    switch (letter) {
      case 'Y':
        return pad(local.getUTCFullYear(), 4)
      case 'm':
        return pad(local.getUTCMonth() + 1, 2)
      case 'd':
        return pad(local.getUTCDate(), 2)
      case 'H':
        return pad(local.getUTCHours(), 2)
      case 'M':
        return pad(local.getUTCMinutes(), 2)
      case 'S':
        return pad(local.getUTCSeconds(), 2)
      case 'L':
        return pad(local.getUTCMilliseconds(), 3)
      case 'j':
        return pad(dayOfYear(local), 3)
      case 'u':
        return String(weekday(local))
      case 'w':
        return String(local.getUTCDay() + 1)
      case 'G':
        return pad(isoWeek(local).year, 4)
      case 'V':
        return pad(isoWeek(local).week, 2)
      case 'U':
        return pad(parts.$week?.(local) ?? 0, 2)
      case 'z':
        return `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60), 2)}${pad(Math.abs(offset) % 60, 2)}`
      case 'Z':
        return String(offset)
      case '%':
        return '%'
    }
    throw new StoreError(18536, `Invalid format character '%${letter}' in format string`)
  })
}

function toDateText(operand: Value): Expression {
  const {
    date,
    format: pattern,
    timezone,
    onNull,
  } = compileNamed('$dateToString', operand, ['date'], ['format', 'timezone', 'onNull'])
  return (scope) => {
    const value = date?.(scope)
    const zone = zoneOf(timezone, scope)
    const form = pattern ? pattern(scope) : timezone ? '%Y-%m-%dT%H:%M:%S.%L' : '%Y-%m-%dT%H:%M:%S.%LZ'
    if (absent(value)) return onNull ? onNull(scope) : null
    if (zone === null || absent(form)) return null
    if (typeof form !== 'string') throw new StoreError(18533, "$dateToString requires that 'format' be a string")
    const utc = moment('$dateToString', value)
    const local = toLocal(utc, zone)
    const text = form === '%Y-%m-%dT%H:%M:%S.%LZ' ? '%Y-%m-%dT%H:%M:%S.%L' : form
    return format(local, text, Math.round((local.getTime() - utc.getTime()) / 60_000)) + (text === form ? '' : 'Z')
  }
}

function fromText(operand: Value): Expression {
  const named = compileNamed('$dateFromString', operand, ['dateString'], ['timezone', 'format', 'onError', 'onNull'])
  if (named.format) throw notImplemented('$dateFromString with a format')
  return (scope) => {
    const text = named.dateString?.(scope)
    if (absent(text)) return named.onNull ? named.onNull(scope) : null
    const zone = zoneOf(named.timezone, scope)
    if (zone === null) return null
    const date = typeof text === 'string' ? new Date(dateText(text)) : undefined
    if (date && !Number.isNaN(date.getTime())) return toUtc(date, zone)
    if (named.onError) return named.onError(scope)
    throw new StoreError(241, `Error parsing date string '${String(text)}'`)
  }
}

type Units = (date: Date, unit: string, amount: number, zone: string) => Value

function shifting(name: string, sign: number): Operator {
  return withUnits(name, 'startDate', ['amount'], [], (date, unit, amount, zone) =>
    addUnits(date, unit, sign * amount, zone),
  )
}

/** What `$dateAdd` and `$dateTrunc` have in common: a date, a unit, a number, a zone; null among them gives null. */
function withUnits(name: string, dateField: string, required: string[], optional: string[], apply: Units): Operator {
  const numbers = [...required, ...optional]
  return (operand) => {
    const named = compileNamed(
      name,
      operand,
      [dateField, 'unit', ...required],
      ['timezone', 'startOfWeek', ...optional],
    )
    if (named.startOfWeek) throw notImplemented(`${name} with startOfWeek`)
    return (scope) => {
      const date = named[dateField]?.(scope)
      const unit = named.unit?.(scope)
      const zone = zoneOf(named.timezone, scope)
      const given = numbers.map((field) => (named[field] ? named[field]?.(scope) : 1))
      if (absent(date) || absent(unit) || zone === null || given.some(absent)) return null
      const [amount] = given.map((value) => toNumber(value))
      if (amount === undefined || !Number.isInteger(amount))
        throw new StoreError(5166405, `${name} expects a whole number`)
      return apply(moment(name, date), String(unit), amount, zone)
    }
  }
}

function between(operand: Value): Expression {
  const named = compileNamed('$dateDiff', operand, ['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek'])
  return (scope) => {
    const values = [named.startDate?.(scope), named.endDate?.(scope), named.unit?.(scope)]
    const zone = zoneOf(named.timezone, scope)
    if (values.some(absent) || zone === null) return null
    const first = named.startOfWeek?.(scope) ?? 'sunday'
    return difference(
      moment('$dateDiff', values[0]),
      moment('$dateDiff', values[1]),
      String(values[2]),
      zone,
      String(first),
    )
  }
}

export const dates: Record<string, Operator> = {
  ...Object.fromEntries(Object.entries(parts).map(([name, read]) => [name, part(name, read)])),
  $dateToString: toDateText,
  $dateFromString: fromText,
  $dateAdd: shifting('$dateAdd', 1),
  $dateSubtract: shifting('$dateSubtract', -1),
  $dateDiff: between,
  $dateTrunc: withUnits('$dateTrunc', 'date', [], ['binSize'], truncateTo),
}

import { type Doc, isDoc, newDoc, toNumber, type Value } from '../bson/types.ts'
import { badValue, ensure, refuseOthers } from '../errors.ts'

const common = `$db lsid txnNumber autocommit startTransaction readConcern writeConcern $readPreference $clusterTime
  comment apiVersion apiStrict apiDeprecationErrors`.split(/\s+/)
const readConcerns = ['local', 'majority', 'available', 'snapshot', 'linearizable', undefined]

export function checkOptions(name: string, command: Doc, allowed: string | undefined): void {
  if (allowed !== undefined) refuseOthers(command, [name, ...allowed.split(' '), ...common], `the command ${name}`)
  const level = isDoc(command.readConcern) ? command.readConcern.level : undefined
  if (!readConcerns.some((known) => known === level)) throw badValue(`Unknown read concern level: ${String(level)}`)
}

export function docOption(command: Doc, name: string): Doc {
  const value = command[name] ?? newDoc()
  ensure(isDoc(value), 14, `The option ${name} must be a document`)
  return value
}

export function numberOption(command: Doc, name: string, fallback: number): number {
  const number = toNumber(command[name] ?? fallback)
  ensure(number !== undefined && Number.isFinite(number), 14, `The option ${name} must be a number`)
  return Math.trunc(number)
}

export function listOption(command: Doc, name: string): Value[] {
  const value = command[name]
  ensure(Array.isArray(value), 14, `The option ${name} must be an array`)
  return value
}

export const toBigInt = (value: Value): bigint =>
  BigInt(typeof value === 'bigint' || typeof value === 'number' ? value : 0)

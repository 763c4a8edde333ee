import type { Operator } from '../expression.ts'
export const arithmetic: Record<string, Operator> = {}

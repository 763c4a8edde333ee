import { define } from './expression.ts'
import { arithmetic } from './operators/arithmetic.ts'

/** Every operator of the expression language that the store supports. */
for (const table of [arithmetic]) define(table)

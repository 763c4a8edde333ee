import { define } from './expression.ts'
import { arithmetic } from './operators/arithmetic.ts'
import { arrays } from './operators/arrays.ts'
import { logic } from './operators/logic.ts'
import { strings } from './operators/strings.ts'

define(logic, arithmetic, strings, arrays)

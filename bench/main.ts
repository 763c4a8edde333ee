import { board } from './board.ts'
import { chat } from './chat.ts'
import { coedit } from './coedit.ts'
import { figures } from './figures.ts'
import { journal } from './journal.ts'
import { language } from './language.ts'
import { push } from './push.ts'
import { reconnect } from './reconnect.ts'
import { holds, type Row } from './row.ts'
import { start } from './start.ts'
import { store } from './store.ts'

/** Every part by its name. */
const parts: Readonly<Record<string, () => Promise<Row[]>>> = {
  push,
  chat,
  reconnect,
  start,
  board,
  store,
  journal,
  language,
  coedit,
  figures,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`)
  process.exit(1)
}

function lineOf(row: Row): string {
  const bound = 'most' in row.bound ? `≤ ${row.bound.most}` : `≥ ${row.bound.least}`
  const unit = row.unit ? ` ${row.unit}` : ''
  const verdict = holds(row) ? 'holds' : 'MISSED'
  return `| ${row.what} | ${row.ours} | ${row.baseline} | ${row.figure.toFixed(2)}${unit} | ${bound}${unit} | ${verdict} |`
}

console.log('| what | ours | baseline | figure | bound | |')
console.log('| --- | --- | --- | --- | --- | --- |')
let isWell = true
for (const [name, run] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.error(`Measuring ${name} …`)
  try {
    const rows = await run()
    for (const row of rows) console.log(lineOf(row))
    isWell &&= rows.every(holds)
  } catch (error) {
    // What the others take their minutes for is shown all the same.
    console.error(`${name} could not be measured:`, error)
    isWell = false
  }
}
process.exit(isWell ? 0 : 1)

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

const rows: Row[] = []
for (const [name, run] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.error(`Measuring ${name} …`)
  rows.push(...(await run()))
}

console.log('| what | ours | baseline | figure | bound | |')
console.log('| --- | --- | --- | --- | --- | --- |')
for (const row of rows) {
  const bound = 'most' in row.bound ? `≤ ${row.bound.most}` : `≥ ${row.bound.least}`
  const unit = row.unit ? ` ${row.unit}` : ''
  console.log(
    `| ${row.what} | ${row.ours} | ${row.baseline} | ${row.figure.toFixed(2)}${unit} | ${bound}${unit} | ${holds(row) ? 'holds' : 'MISSED'} |`,
  )
}
process.exit(rows.every(holds) ? 0 : 1)

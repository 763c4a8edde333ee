// A server whose journal has lost the unique index on {stream, key}: the one thing that makes a message sent twice be
// stored once. Nothing else differs; it runs from source, since the built server has no parts to change.
import { journalPlan } from '../../../server/journal/entry.ts'

const at = journalPlan.indexes.findIndex(({ key }) => 'stream' in key && 'key' in key)
if (at < 0) throw new Error('The journal has no such index: this mutation changes nothing')
const indexes = journalPlan.indexes as { key: object }[]
indexes.splice(at, 1)
await import('../../../server/main.ts')

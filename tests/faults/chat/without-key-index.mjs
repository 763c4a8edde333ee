// A server whose journal has lost the unique index on {stream, key}: the one thing that makes a message sent twice be
// stored once. Nothing else differs from dist/server/main.js.
import { journalPlan } from '../../../dist/server/journal/entry.js'

const at = journalPlan.indexes.findIndex(({ key }) => 'stream' in key && 'key' in key)
if (at < 0) throw new Error('The journal has no such index: this mutation changes nothing')
journalPlan.indexes.splice(at, 1)
await import('../../../dist/server/main.js')

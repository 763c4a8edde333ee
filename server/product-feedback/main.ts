import { once } from 'node:events'
import { readConfig } from '../config.ts'
import { timeNow } from '../store/clock.ts'
import { openStore } from '../store/mongo.ts'
import { productFeedbackCsv } from './export.ts'

/** `npm run product-feedback`: a CSV file on standard output, from the store that `DATA_DIR` or `MONGODB_URI` names. */
async function main([flag, since, ...surplus]: readonly string[]): Promise<void> {
  const from = flag === undefined ? new Date(0) : new Date(since ?? '')
  if ((flag !== undefined && flag !== '--since') || Number.isNaN(from.getTime()) || surplus.length > 0)
    throw new Error('Use: npm run --silent product-feedback [-- --since 2026-01-31] > feedback.csv')
  const store = await openStore(readConfig(process.env))
  try {
    for await (const piece of productFeedbackCsv({ db: store.db, now: timeNow() }, from)) {
      if (!process.stdout.write(piece)) await once(process.stdout, 'drain')
    }
  } finally {
    await store.close()
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

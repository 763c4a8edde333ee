// Beside each text of the built client its compressed forms: compressed once, and harder than an answer has time for.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const texts = /\.(?:js|css|svg|json|webmanifest|txt)$/
/** In bytes: what fits into one packet arrives no sooner when it is smaller. */
const packet = 1400

const forms = {
  '.br': (text) =>
    brotliCompressSync(text, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
    }),
  // Browsers take Brotli only over TLS, or from their own machine.
  '.gz': (text) => gzipSync(text, { level: 9 }),
}

/** @param folder the built client */
export function compress(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!texts.test(name)) continue
    const text = readFileSync(join(folder, name))
    if (text.length <= packet) continue
    for (const [ending, form] of Object.entries(forms)) writeFileSync(join(folder, name + ending), form(text))
  }
}

import { analyse } from 'chardet'
import iconv from 'iconv-lite'

/** What a file's bytes are read as. */
export interface Decoded {
  readonly text: string
  readonly encoding: string
}

const marks: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** Below this, or with a Western alphabet nearly as likely, chardet is guessing. */
const sureEnough = { confidence: 20, lead: 1.5 } as const
/** Bytes that are looked at to find an encoding. */
const looked = 256 * 1024

/** Reads bytes as text, in the encoding given or else found; a byte order mark is taken off. */
export function decode(bytes: Uint8Array, encoding = findEncoding(bytes)): Decoded {
  return { text: iconv.decode(Buffer.from(bytes), encoding, { stripBOM: true }), encoding }
}

export const isEncoding = (name: string): boolean => iconv.encodingExists(name)

/** By its mark, by being right UTF-8, by the zeros of UTF-16, and else by how often which bytes come. */
export function findEncoding(bytes: Uint8Array): string {
  const marked = marks.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))
  if (marked) return marked[0]
  const sample = bytes.subarray(0, looked)
  const wide = wideOf(sample)
  if (wide) return wide
  if (isUtf8(bytes)) return 'utf-8'
  // Latin-1 files are what Windows writes: the bytes that only Windows-1252 knows are quotes, dashes and the euro.
  const guesses = analyse(sample).filter(({ name }) => isEncoding(name) && !/^(ascii|utf-)/i.test(name))
  const western = guesses.find(({ name }) => /^(iso-8859-1|windows-1252)$/i.test(name))?.confidence ?? 0
  const [first] = guesses
  const isSure = first && first.confidence >= sureEnough.confidence && first.confidence > western * sureEnough.lead
  return isSure ? first.name.toLowerCase() : 'windows-1252'
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** In text of UTF-16 mostly one of each two bytes is zero. */
function wideOf(sample: Uint8Array): string | null {
  let [even, odd] = [0, 0]
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) i % 2 === 0 ? even++ : odd++
  const enough = sample.length / 5
  if (odd > enough && odd > 4 * even) return 'utf-16le'
  return even > enough && even > 4 * odd ? 'utf-16be' : null
}

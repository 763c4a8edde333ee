import type { Context } from 'hono'
import { AppError } from '../app-error.ts'

/**
 * The JSON body of a request, read only up to the limit.
 * @returns undefined when there is none
 * @throws {AppError} `wrong-media-type`, `body-too-large` or `malformed-json`
 */
export async function readBody(context: Context, maxBytes: number): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(context, maxBytes))
  if (text === '') return undefined
  const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('wrong-media-type')
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('malformed-json', 'The body is not valid JSON. Check quotes, commas and brackets.')
  }
}

/**
 * The bytes of a request, read only up to the limit.
 * @throws {AppError} `body-too-large`
 */
export async function readBytes(context: Context, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(context.req.header('content-length') ?? 0)
  const tooLarge = new AppError('body-too-large', `At most ${maxBytes} bytes are accepted here.`)
  if (declared > maxBytes) throw tooLarge
  const stream = context.req.raw.body
  if (!stream) return new Uint8Array(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

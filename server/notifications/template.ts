import { z } from 'zod'
import { type Letter, oneLine, strangersName, strangersWords } from './letter.ts'

/** Makes the address of a page from its path and the secret that opens it. */
type LinkTo = (path: string, token?: string) => string

export interface Template {
  /** @throws {z.ZodError} when the data lack what the letter needs */
  write(data: Readonly<Record<string, string>>, linkTo: LinkTo): Letter
}

export const Line = z.string().transform((text) => oneLine(text))
export const StrangersName = z.string().default('').transform(strangersName)
/** A sentence or two. */
export const StrangersWords = z
  .string()
  .default('')
  .transform((text) => strangersWords(text, 300))

export function template<Data>(schema: z.ZodType<Data>, letter: (data: Data, linkTo: LinkTo) => Letter): Template {
  return { write: (data, linkTo) => letter(schema.parse(data), linkTo) }
}

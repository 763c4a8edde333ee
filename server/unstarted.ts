import { ConfigError } from './config.ts'

const isNoName = (error: NodeJS.ErrnoException): string =>
  `No address belongs to the name in HOST (${error.message}). Use an address of this machine, such as 127.0.0.1.`

/** Problems of the place we run in, which the person who starts the server can mend. */
const plainCodes: Readonly<Record<string, (error: NodeJS.ErrnoException) => string>> = {
  EADDRINUSE: () => 'The port is taken. Stop the other program or choose another PORT.',
  EACCES: (error) => `No permission: ${error.message}. Choose another PORT or DATA_DIR.`,
  ENOTDIR: (error) => `DATA_DIR cannot be a folder: ${error.message}.`,
  EROFS: (error) => `DATA_DIR cannot be written to: ${error.message}.`,
  ENOTFOUND: isNoName,
  EAI_AGAIN: isNoName,
  EADDRNOTAVAIL: (error) => `HOST is not an address of this machine: ${error.message}.`,
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return plainCodes[code]?.(error as NodeJS.ErrnoException) ?? (error instanceof Error ? error.message : String(error))
}

/** Ends a process that cannot start: one line says why, to whoever started it; with `LOG_LEVEL=debug` also from where. */
export function endUnstarted(error: unknown): never {
  process.stderr.write(`ClearView cannot start: ${explain(error).split('\n')[0]}\n`)
  if (process.env['LOG_LEVEL'] === 'debug') process.stderr.write(`${String((error as Error).stack)}\n`)
  process.exit(1)
}

import { type Logger, pino } from 'pino'

export type Log = Logger

/** Structured logs, one JSON line each, on standard error: standard output is for what a person reads at the start. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      redact: ['password', 'token', 'authorization', 'cookie', '*.password', '*.token', '*.authorization', '*.cookie'],
    },
    pino.destination({ dest: 2, sync: true }),
  )
}

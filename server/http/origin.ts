import type { Config } from '../config.ts'

/** Decides which pages may write on behalf of a cookie: those of `PUBLIC_URL` and of the address listened on. */
export interface Origins {
  accepts(origin: string): boolean
  /** Called once the port is known. */
  listening(host: string, port: number): void
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

export function createOrigins(config: Pick<Config, 'PUBLIC_URL'>): Origins {
  const ours = new Set<string>()
  if (config.PUBLIC_URL) ours.add(canonical(config.PUBLIC_URL) ?? '')
  return {
    accepts: (origin) => {
      const asked = canonical(origin)
      return asked !== null && ours.has(asked)
    },
    listening: (host, port) => {
      const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
      const address = canonical(`http://${name.includes(':') ? `[${name}]` : name}:${port}`)
      if (address) ours.add(address)
    },
  }
}

/** Scheme, host and port, with the names of this machine folded into one; null when it is no address. */
function canonical(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  const host = loopback.has(url.hostname) ? '127.0.0.1' : url.hostname
  return `${url.protocol}//${host}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`
}

import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The network between one page and the servers. */
export interface Network {
  readonly url: string
  /** Connections open at the moment. */
  readonly open: number
  /** Ends every connection with a reset, as a cable that is pulled does in the end. */
  cut(): void
  /** Nothing gets through in either direction until it flows again; nothing is lost. */
  stall(): void
  flow(): void
  /** On the connections open now nothing arrives any more of what the server says, although they look alive. */
  swallow(): void
  close(): Promise<void>
}

interface Pair {
  readonly client: Socket
  readonly server: Socket
  isSwallowed: boolean
}

/** @param target the port that a new connection goes to; null: nobody listens */
export async function openNetwork(target: () => number | null): Promise<Network> {
  const pairs = new Set<Pair>()
  let isStalled = false

  const listener = createServer({ noDelay: true }, (client) => {
    const port = target()
    if (port === null) {
      client.on('error', () => undefined)
      client.resetAndDestroy()
      return
    }
    const server = connect({ port, host: '127.0.0.1', noDelay: true })
    const pair: Pair = { client, server, isSwallowed: false }
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      for (const socket of [client, server]) if (!socket.destroyed) socket.resetAndDestroy()
    }
    // A reset arrives as an error; the end of the pair follows from `close`.
    for (const socket of [client, server]) socket.on('error', () => undefined).on('close', end)
    relay(client, server, () => true)
    relay(server, client, () => !pair.isSwallowed)
    if (isStalled) hold(pair)
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as AddressInfo

  const cut = () => {
    for (const { client, server } of [...pairs]) {
      client.resetAndDestroy()
      server.resetAndDestroy()
    }
  }
  return {
    url: `http://127.0.0.1:${port}`,
    get open() {
      return pairs.size
    },
    cut,
    stall: () => {
      isStalled = true
      for (const pair of pairs) hold(pair)
    },
    flow: () => {
      isStalled = false
      for (const { client, server } of pairs) {
        client.resume()
        server.resume()
      }
    },
    swallow: () => {
      for (const pair of pairs) pair.isSwallowed = true
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()))
      cut()
      await closed
    },
  }
}

function relay(from: Socket, to: Socket, isHeard: () => boolean): void {
  from.on('data', (bytes) => {
    if (isHeard()) to.write(bytes)
  })
  from.on('end', () => to.end())
}

function hold({ client, server }: Pair): void {
  client.pause()
  server.pause()
}

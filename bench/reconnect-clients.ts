import { io, type Socket } from 'socket.io-client'
import { answerMessages } from './processes.ts'

/** Many pages that lost their server, in a process of their own: each connects, follows and notes what it is given. */
interface Place {
  readonly cookie: string
  readonly conversationId: string
  readonly after: number
}

interface Numbered {
  readonly seq: number
}

/** How long everybody may take in all, in milliseconds: beyond this they are stuck. */
const patience = 120_000

class Page {
  readonly conversationId: string
  position: number
  readonly socket: Socket
  readonly wrong: string[] = []
  /** Pushed before the answer to following: what comes live continues it. */
  #early: Numbered[] | null = []

  constructor(url: string, { cookie, conversationId, after }: Place) {
    this.conversationId = conversationId
    this.position = after
    this.socket = io(url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie }, timeout: patience })
    this.socket.on('chat', (entry: Numbered) => {
      if (this.#early) this.#early.push(entry)
      else this.#take(entry)
    })
  }

  /** Resolves when everything missed is here. A connection that is cut meanwhile begins again where it stood. */
  caughtUp(): Promise<void> {
    return new Promise((resolve) => {
      this.socket.on('connect', () => {
        this.#catchUp().then(resolve, () => undefined)
      })
    })
  }

  /** @throws when the connection ends meanwhile */
  async #catchUp(): Promise<void> {
    this.#early = []
    for (let more = true; more; ) {
      const asked = { conversationId: this.conversationId, after: this.position }
      const page = await this.socket.emitWithAck('chat:follow', asked)
      if (!page.ok) return void this.wrong.push(`refused: ${JSON.stringify(page.error)}`)
      for (const entry of page.entries) this.#take(entry)
      more = page.more === true
    }
    const early = this.#early
    this.#early = null
    for (const entry of early) this.#take(entry)
  }

  #take({ seq }: Numbered): void {
    if (seq !== this.position + 1) this.wrong.push(`${seq} after ${this.position} of ${this.conversationId}`)
    this.position = seq
  }
}

let pages: Page[] = []
const wrongOf = () => pages.flatMap(({ wrong }) => wrong)

async function returnAll(url: string, places: readonly Place[]): Promise<object> {
  const start = performance.now()
  pages = places.map((place) => new Page(url, place))
  const all = Promise.all(pages.map((page) => page.caughtUp()))
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience)
  })
  const isDone = await Promise.race([all.then(() => true), late])
  clearTimeout(timer)
  const seconds = (performance.now() - start) / 1000
  return { seconds, wrong: isDone ? wrongOf() : [`not all were back after ${patience / 1000} s`, ...wrongOf()] }
}

/** Waits until everybody has the last number. */
async function settle(heads: Readonly<Record<string, number>>): Promise<object> {
  const behind = () => pages.filter(({ position, conversationId }) => position !== heads[conversationId])
  for (let tries = 0; behind().length > 0 && tries < 400; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50))
  const missing = behind().map(({ position, conversationId }) => `${position} is the last of ${conversationId}`)
  for (const { socket } of pages) socket.disconnect()
  return { seconds: 0, wrong: [...wrongOf(), ...missing] }
}

answerMessages({}, async (message) => {
  const { url, places, heads } = message as {
    url?: string
    places?: readonly Place[]
    heads?: Readonly<Record<string, number>>
  }
  if (url && places) return returnAll(url, places)
  return settle(heads ?? {})
})

import type { Answer, Payload } from '#protocol/contract'
import type { SocketRefusal } from '#protocol/errors'
import { type CommandName, type Commands, commands } from '#protocol/events'
import { type Area, scopesAllow } from '#protocol/scopes'
import { AppError } from '../app-error.ts'
import type { Person } from '../http/actor.ts'
import type { Limits } from '../http/limits.ts'
import { toAppError } from '../http/problem.ts'
import { validate } from '../http/validate.ts'
import type { Log } from '../log.ts'
import { newRequestId } from '../request-id.ts'
import type { Server, Socket } from './io.ts'

/** Answers one command of one socket; the person's request is this command. */
type SocketHandler<Name extends CommandName> = (
  socket: Socket,
  person: Person,
  payload: Payload<Commands[Name]>,
) => Promise<Answer<Commands[Name]>>

export type SocketHandlers = { readonly [Name in CommandName]: SocketHandler<Name> }

/** Binds every command of the protocol: limit, shape, use case, acknowledgement. Whatever comes in gets an answer. */
export function bindSockets(io: Server, handlers: SocketHandlers, { limits, log }: { limits: Limits; log: Log }): void {
  io.on('connection', (socket) => {
    socket.onAny((name: string, ...args: unknown[]) => {
      const acknowledge = args.at(-1)
      const answer = (body: unknown) => {
        if (typeof acknowledge === 'function') acknowledge(body)
      }
      // Each event is a request of its own.
      const person = { ...socket.data.person, request: newRequestId() }
      receive(socket, person, name, args[0]).then(answer, (error: unknown) =>
        answer(toRefusal(toAppError(error, log, person))),
      )
    })
  })

  async function receive(socket: Socket, person: Person, name: string, payload: unknown): Promise<object> {
    await limits.take('person', person.userId)
    if (!isCommand(name)) throw new AppError('unknown-event', `There is no event ${name.slice(0, 60)}.`)
    refuseBeyondScopes(name, person)
    log.debug({ request: person.request, event: name }, 'event')
    return { ok: true, ...(await run(name, socket, person, payload)) }
  }

  function run<Name extends CommandName>(name: Name, socket: Socket, person: Person, payload: unknown) {
    const parsed = validate(commands[name].payload, typeof payload === 'function' ? undefined : payload)
    const handler: SocketHandler<Name> = handlers[name]
    return handler(socket, person, parsed as Payload<Commands[Name]>)
  }
}

/** What an API token needs for the commands of a kind; of a feed each entry is held to the scopes by itself. */
const areas: Readonly<Record<string, Area>> = { chat: 'messages', looks: 'applications', presence: 'team' }
const writing: ReadonlySet<string> = new Set([
  'chat:send',
  'chat:edit',
  'chat:delete',
  'chat:react',
  'chat:read',
  'chat:typing',
  'looks:at',
])

function refuseBeyondScopes(name: CommandName, { token }: Person): void {
  const kind = name.split(':')[0] ?? ''
  if (!token || kind === 'feed') return
  const mode = writing.has(name) ? 'write' : 'read'
  if (scopesAllow(token.scopes, areas[kind] ?? null, mode)) return
  throw new AppError('token-scope', `This API token lacks the scope ${areas[kind] ?? 'all'}:${mode}.`)
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name)

const toRefusal = ({ code, message, errors }: AppError): SocketRefusal => ({
  ok: false,
  error: { code, message, ...(errors ? { errors } : {}) },
})

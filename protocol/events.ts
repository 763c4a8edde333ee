import { type ChatPushes, commands as chat } from './chat.ts'
import type { Answer, Payload } from './contract.ts'
import type { SocketRefusal } from './errors.ts'
import { type FeedPushes, commands as feed } from './feed-stream.ts'
import { type LookPushes, commands as looks } from './looks.ts'
import { type NotificationPushes, commands as notifications } from './notifications.ts'

/** Every event a client may send. */
export const commands = { ...feed, ...chat, ...looks, ...notifications }
export type Commands = typeof commands
export type CommandName = keyof Commands

export type Acknowledgement<Name extends CommandName> = ({ readonly ok: true } & Answer<Commands[Name]>) | SocketRefusal

export type ClientToServerEvents = {
  [Name in CommandName]: (
    payload: Payload<Commands[Name]>,
    acknowledge: (answer: Acknowledgement<Name>) => void,
  ) => void
}

export interface ServerToClientEvents extends FeedPushes, ChatPushes, LookPushes, NotificationPushes {}

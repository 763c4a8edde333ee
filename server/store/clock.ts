import type { MongoClient } from 'mongodb'
import type { Log } from '../log.ts'

/**
 * What machines that are held to one time differ by, and how long the way to the store takes, in milliseconds. Less is
 * not corrected: nothing depends on it, and the time here would go back and forth with each answer of the store.
 */
const tolerance = 1000
/** An answer that was read late looks like a clock that is ahead; of so many in a row one was read in time. */
const remembered = 5

/** Milliseconds by which the clock of this process is ahead of the store's; 0 within the tolerance. */
let ahead = 0

export const clockAhead = (): number => ahead

/**
 * The time, by the one clock that all processes share: the store's. To be used for whatever another process compares
 * with its own time, which is everything that is stored and everything that falls due; a duration within this process
 * is measured by its own clock.
 */
export const timeNow = (): Date => new Date(Date.now() - ahead)

/** The same moment by the store's clock, of a time read from that of this process; and the other way round. */
export const byStoreClock = (time: Date): Date => new Date(time.getTime() - ahead)
export const byOwnClock = (time: Date): Date => new Date(time.getTime() + ahead)

/**
 * Reads the store's clock from the answers by which the driver sees every few seconds that the store is there
 * (`localTime` of `hello`, https://www.mongodb.com/docs/manual/reference/command/hello/).
 * @param log hears when the clocks part, and when they are together again
 */
export function followClock(client: MongoClient, log?: Pick<Log, 'warn' | 'info'>): void {
  let latest: number[] = []
  client.on('serverHeartbeatSucceeded', ({ reply, duration }) => {
    const { localTime, isWritablePrimary } = reply
    if (!(localTime instanceof Date) || !isWritablePrimary) return
    const read = Date.now() - localTime.getTime()
    // It was said at some time between the question and the answer.
    const atLeast = read < 0 ? read : Math.max(0, read - duration)
    latest = [...latest, atLeast].slice(-remembered)
    const least = Math.min(...latest)
    const before = ahead
    ahead = Math.abs(least) < tolerance ? 0 : least
    if ((before === 0) === (ahead === 0)) return
    const seconds = Math.round(ahead / 1000)
    if (seconds === 0) log?.info('the clock of this machine shows the same time as the store’s again')
    else
      log?.warn({ seconds }, 'the clock of this machine is ahead of the store’s (behind, if negative): set it, by NTP')
  })
}

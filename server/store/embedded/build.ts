/**
 * Which behaviour and data format this code has. Two processes share a store only when theirs is the same, so it
 * is raised with every change that the other side, or older data, could notice.
 */
const current = '2'

/** The environment can name another one, which tests use to play an older or newer store. */
export const build = (env: NodeJS.ProcessEnv = process.env): string => env.CLEARVIEW_STORE_BUILD ?? current

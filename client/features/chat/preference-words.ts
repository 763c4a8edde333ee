/** Times to choose from, in minutes. */
export const waits: readonly number[] = [5, 15, 60, 240, 1440]

/** `15 minutes`, `4 hours`, `1 day`. */
export function waitWords(minutes: number): string {
  if (minutes % 1440 === 0) return counted(minutes / 1440, 'day')
  return minutes % 60 === 0 ? counted(minutes / 60, 'hour') : counted(minutes, 'minute')
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

export const preferenceWords = ({ mail, afterMinutes }: { mail: boolean; afterMinutes: number }): string =>
  mail
    ? `You get a mail when a message waits unread for ${waitWords(afterMinutes)}.`
    : 'You get no mail about messages.'

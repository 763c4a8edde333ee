import type { Salary } from '#protocol/postings'

/** Yearly pay for people: `€52,000 – €60,000 a year`. */
export function pay({ min, max, currency }: Salary): string {
  const whole = Number.isInteger(min) && Number.isInteger(max)
  const money = new Intl.NumberFormat('en', { style: 'currency', currency, minimumFractionDigits: whole ? 0 : 2 })
  return `${min === max ? money.format(min) : money.formatRange(min, max)} a year`
}

/** As interviews and mails write it: `1 March 2026`. */
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

export const date = (time: string): string => day.format(new Date(time))

/** What a form or an import left as `full_time` reads `Full time`; words that people wrote stay as they are. */
export function employment(type: string): string {
  if (!/^[A-Za-z]+(?:_[A-Za-z]+)+$|^[A-Z]+$/.test(type)) return type.charAt(0).toUpperCase() + type.slice(1)
  const words = type.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The beginning of a description without its formatting, cut between words: for search results and shared links. */
export function excerpt(html: string, length = 160): string {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (entity) => entities[entity] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (text.length <= length) return text
  return `${text.slice(0, length).replace(/\s+\S*$/, '')}…`
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

/** A small set that says what colleagues say; names are what screen readers and tooltips tell. */
const list =
  '👍 thumbs up|❤️ heart|😄 smile|🎉 celebration|👀 looking|🙏 thank you|✅ done|👏 applause|💯 hundred|🔥 fire|✨ sparkles|💡 idea|🤔 thinking|😂 laughing|🙂 slight smile|😊 warm smile|😉 wink|😅 relieved|😍 delighted|😎 cool|🤝 handshake|💪 strong|🙌 hooray|👋 wave|👌 fine|🤞 fingers crossed|😮 surprised|😕 unsure|😢 sad|😬 awkward|🙈 shy|🤷 no idea|⏳ waiting|📌 pinned|📎 paper clip|📅 calendar|⚠️ careful|❓ question|➕ plus one|👎 thumbs down'

export interface Emoji {
  readonly emoji: string
  readonly name: string
}

export const allEmoji: readonly Emoji[] = list.split('|').map((one) => {
  const [emoji = '', ...words] = one.split(' ')
  return { emoji, name: words.join(' ') }
})

/** At hand on every message. */
export const quickEmoji = allEmoji.slice(0, 3)

export const emojiName = (emoji: string): string => allEmoji.find((one) => one.emoji === emoji)?.name ?? emoji

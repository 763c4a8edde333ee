export interface Command {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly description?: string
}

/** Letters without accents and case, so that `résumé` is found by `resume`. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** 0: not found. A whole beginning counts most, then a word's beginning, then anywhere, then in the description. */
function scoreOf(command: Command, word: string): number {
  const label = plain(command.label)
  if (label.startsWith(word)) return 4
  if (label.split(/[\s/–-]+/).some((part) => part.startsWith(word))) return 3
  if (label.includes(word)) return 2
  return command.description && plain(command.description).includes(word) ? 1 : 0
}

/** The best matches, every word of the query in each; groups stay together, ordered by their best member. */
export function rankCommands<C extends Command>(commands: readonly C[], query: string, limit: number): C[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  if (words.length === 0)
    return commands.filter(({ group }) => group === 'Pages' || group === 'Actions').slice(0, limit)
  return commands
    .map((command, order) => {
      const scores = words.map((word) => scoreOf(command, word))
      return { command, order, score: scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, limit)
    .map(({ command }) => command)
}

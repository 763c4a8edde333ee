import { describe, expect, it } from 'vitest'
import { rankCommands } from './rank-commands.ts'

const command = (label: string, group = 'Postings', description?: string) => ({
  id: label,
  group,
  label,
  ...(description ? { description } : {}),
})
const commands = [
  command('Home', 'Pages'),
  command('Postings', 'Pages'),
  command('New posting', 'Actions'),
  command('Backend Engineer', 'Postings', 'Lyon'),
  command('Chargé de clientèle'),
]
const found = (query: string) => rankCommands(commands, query, 10).map(({ label }) => label)

describe('finding a command', () => {
  it('offers pages and actions before anything is typed', () => {
    expect(found('')).toEqual(['Home', 'Postings', 'New posting'])
  })

  it('puts what begins with the letters first', () => {
    expect(found('post')).toEqual(['Postings', 'New posting'])
  })

  it('needs every word, wherever it stands, without accents or case', () => {
    expect(found('eng back')).toEqual(['Backend Engineer'])
    expect(found('clientele')).toEqual(['Chargé de clientèle'])
    expect(found('lyon')).toEqual(['Backend Engineer'])
    expect(found('back zebra')).toEqual([])
  })
})

import retextEnglish from 'retext-english'
import retextEquality from 'retext-equality'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { analyse } from '../client/features/language/analyse/analyse.ts'
import type { Block } from '../client/features/language/analyse/input.ts'
import { alternate, type Row } from './row.ts'

const rounds = 25
const words = 1000

const sentences = [
  'We are looking for a young, energetic chairman who will lead our sales guys through the next stage of growth.',
  'He must be a native English speaker, aggressive in negotiations and a real culture fit for our tribe.',
  'You work with a support engineer, execute SQL and keep the blacklist of customers up to date.',
  'A bachelor’s degree is required, and recent graduates are welcome to send a photo with their letter.',
  'Our rockstar developers are crazy about their craft and work hard, play hard and never complain.',
  'You answer questions, write down what you learned and help colleagues who join the team after you.',
  'The week has four days, the office has a lift, and two people share the duties of each shift.',
  'Able-bodied candidates who can lift 50 pounds and stand for long periods will do well in this job.',
]

/** Paragraphs of one to two sentences, as in a posting, many of them loaded. */
function aLoadedText(): Block[] {
  const blocks: Block[] = []
  let [count, from] = [0, 1]
  for (let i = 0; count < words; i++) {
    const at = (n: number) => sentences[n % sentences.length] ?? ''
    const text = i % 2 === 0 ? at(i) : `${at(i)} ${at(i + 3)}`
    blocks.push({ text, from, kind: i % 3 === 0 ? 'item' : 'paragraph' })
    count += text.split(' ').length
    from += text.length + 2
  }
  return blocks
}

/** What a text costs in the worker: beside reading it at all, and beside retext-equality as it comes. */
export async function language(): Promise<Row[]> {
  const blocks = aLoadedText()
  const text = blocks.map((block) => block.text).join('\n\n')
  const parser = unified().use(retextEnglish)
  const checker = unified().use(retextEquality)
  const facts = { title: 'Chairman', hasPay: false, requirements: [] }
  const ours = () => cpu(() => analyse({ blocks, facts }))
  const parse = () => cpu(() => parser.parse(text))
  const plain = () => cpu(() => checker.runSync(parser.parse(text), new VFile(text)))
  // What is compiled first would otherwise look slow.
  for (let i = 0; i < 5; i++) for (const run of [ours, parse, plain]) await run()
  const beside = await alternate(rounds, ours, parse)
  const instead = await alternate(rounds, ours, plain)
  const { findings, words: count } = analyse({ blocks, facts })
  const per = (value: number) => (value * words) / count
  const shown = (value: number) => `${per(value).toFixed(1)} ms`
  return [
    {
      what: `language: 1,000 words in ${blocks.length} paragraphs, ${findings.length} findings`,
      ours: shown(beside.ours),
      baseline: `${shown(beside.baseline)} to parse`,
      figure: per(beside.ours),
      bound: { most: 50 },
      unit: 'ms',
    },
    {
      what: 'language: all rules ÷ retext-equality alone, as it comes',
      ours: shown(instead.ours),
      baseline: shown(instead.baseline),
      figure: instead.ratio,
      bound: { most: 1 },
    },
  ]
}

/** Processor time in milliseconds: the rest of the machine does not count. */
async function cpu(run: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

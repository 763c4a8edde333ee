import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

/**
 * The arguments by which Node runs a program that is written in TypeScript beside the tests. It is made into JavaScript
 * once, and not at each of its starts: those take a quarter of the processor time then.
 */
export function programOf(file: URL): Promise<readonly string[]> {
  const made = programs.get(file.href) ?? compiled(fileURLToPath(file))
  programs.set(file.href, made)
  return made
}

const programs = new Map<string, Promise<readonly string[]>>()

async function compiled(input: string): Promise<readonly string[]> {
  // Packages are found from the folder that the tests run in.
  const options = {
    input,
    platform: 'node',
    external: /^[^./#]/,
    write: false,
    output: { codeSplitting: false },
  } as const
  const { output } = await build(options)
  return ['--input-type=module', '--eval', output[0].code]
}

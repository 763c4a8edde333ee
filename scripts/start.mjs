// Builds when sources are newer, then runs compiled code in this very process, so that signals reach it directly. npm
// signals the shell that it starts, and some shells (Debian's) die of that and leave this process behind: hence `exec` in
// package.json, with the plain command behind it for shells that know no `exec`.
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from './build.mjs'

build()
const entry = process.argv[2] ?? 'main.js'
const file = fileURLToPath(new URL(`../dist/server/${entry}`, import.meta.url))
process.argv.splice(1, 2, file)
await import(pathToFileURL(file).href)

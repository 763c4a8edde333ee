import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const shell = '/usr/bin/chromium-headless-shell'
/** Chromium of the system, without whatever it would ask of the network. */
const offline = ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const options = {
  executablePath: existsSync(shell) ? shell : '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...offline],
}

export const startChromium = (): Promise<Browser> => chromium.launch(options)

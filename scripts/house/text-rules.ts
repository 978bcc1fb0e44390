import { SANDBOX } from './floors.ts'
import { type Breach, isTest, isTypeScript, roomOf, type Source, withoutComments } from './sources.ts'

const LINES_MAX = 300

type Rule = {
  readonly why: string
  applies(path: string): boolean
  readonly pattern: RegExp
  /** Look at the comments too. */
  readonly readsComments?: boolean
}

const isProduct = (path: string) => /^(lib|app|components)\//.test(path) && isTypeScript(path)
const isOutside = (path: string) => isTest(path) || roomOf(path) === SANDBOX
const isHouse = (path: string) => path.startsWith('scripts/house')

const RULES: readonly Rule[] = [
  {
    why: 'only lib/platform/env.ts reads process.env',
    applies: (path) => isProduct(path) && !isOutside(path) && path !== 'lib/platform/env.ts',
    pattern: /\bprocess\.env\b/,
  },
  {
    why: 'only lib/platform/clock.ts reads the wall clock',
    applies: (path) => isProduct(path) && !isOutside(path) && path !== 'lib/platform/clock.ts',
    pattern:
      /\bDate\.now\(|\bnew Date\(\s*\)|(?<![.\w])(?:now|clock_timestamp|statement_timestamp)\(\)|\bCURRENT_TIMESTAMP\b/,
  },
  {
    why: 'money is whole minor units: no floating point',
    applies: (path) => isProduct(path) && !isTest(path),
    pattern: /\bparseFloat\(|\.toFixed\(/,
  },
  {
    why: 'no escape from the types or the linter',
    applies: (path) => isTypeScript(path) && !isHouse(path),
    pattern: /@ts-(?:ignore|expect-error|nocheck)|biome-ignore|eslint-disable/,
    readsComments: true,
  },
  {
    why: 'nothing is swallowed: handle the error or let it go',
    applies: (path) => isTypeScript(path) && !isHouse(path),
    pattern: /\bcatch\s*(?:\([^)]*\))?\s*\{\s*\}/,
  },
  {
    why: 'every test runs, always, and waits for what it needs instead of sleeping',
    applies: (path) => (/\.(test|spec)\.tsx?$/.test(path) || path.startsWith('e2e/')) && !isHouse(path),
    pattern: /\b(?:test|it|describe)\.(?:skip|only|todo|fixme)\b|\bwaitForTimeout\(/,
  },
  {
    why: 'a form that sends something is a Form of components/ui/form.tsx, which keeps what was typed',
    // The button that unsubscribes has nothing to type in, and works where mail programs run no script.
    applies: (path) =>
      /^(app|components)\//.test(path) &&
      path.endsWith('.tsx') &&
      !isTest(path) &&
      !['components/ui/form.tsx', 'components/messages/stop-form.tsx'].includes(path),
    // A search writes into the address and has nothing to be refused: a plain form with a path, or method get.
    pattern: /<form\b(?![^>]*\b(?:action="\/|method="get"))/,
  },
  {
    why: 'no path of one machine',
    applies: (path) => !isHouse(path),
    pattern: /(?<![\w.])\/(?:work|root|home|Users)\/\w/,
    readsComments: true,
  },
]

/** What a file must not say. */
export function textBreaches(sources: readonly Source[]): Breach[] {
  return sources.flatMap(({ path, text }) => {
    const code = isTypeScript(path) ? withoutComments(text) : text
    return RULES.filter((rule) => rule.applies(path)).flatMap(({ pattern, why, readsComments }) => {
      const seen = readsComments ? text : code
      const at = seen.search(pattern)
      return at === -1 ? [] : [`${path}:${lineAt(seen, at)}: ${why}`]
    })
  })
}

/** What a file must not be: too long, or named after nothing. */
export function shapeBreaches(sources: readonly Source[]): Breach[] {
  return sources
    .filter(({ path }) => isTypeScript(path))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n').length - 1
      const mayBeLong = path.startsWith('components/ui/') || /\.(test|spec)\.tsx?$/.test(path)
      const long = lines > LINES_MAX && !mayBeLong ? [`${path} has ${lines} lines: the limit is ${LINES_MAX}`] : []
      const isDrawer = /(^|\/)(utils?|helpers?|misc|common|types|index)\.tsx?$|(^|\/)(services|managers)\//.test(path)
      return isDrawer ? [...long, `${path} is a drawer: name it after the one idea it holds`] : long
    })
}

/** The doors: server actions and route handlers that cannot forget to authorise. */
export function doorBreaches(sources: readonly Source[]): Breach[] {
  return sources.flatMap(({ path, text }) => {
    if (!isProduct(path)) return []
    const code = withoutComments(text)
    if (/^\s*['"]use server['"]/m.test(code)) return actionBreaches(path, code)
    const isOpen = /^app\/api\/(auth|health|ready|webhooks)\//.test(path)
    return /^app\/(.+\/)?route\.tsx?$/.test(path) && !isOpen ? routeBreaches(path, code) : []
  })
}

function actionBreaches(path: string, code: string): Breach[] {
  const isSellers = /(^|\/)seller-actions\.ts$/.test(path)
  const isNamed = isSellers || /(^|\/)actions\.ts$/.test(path)
  const name = isNamed
    ? []
    : [`${path}: server actions live in files named actions.ts, the portal's in seller-actions.ts`]
  const maker = isSellers ? 'defineSellerAction' : 'defineAction'
  const exports = [...code.matchAll(/^export\s+(?!type\b|interface\b)(.*)/gm)].map(([, rest = '']) => rest)
  const bare = exports.filter((rest) => !new RegExp(`^const \\w+ = ${maker}\\b`).test(rest))
  return [...name, ...bare.map((rest) => `${path}: an action is a ${maker}, not "${rest.slice(0, 60)}"`)]
}

function routeBreaches(path: string, code: string): Breach[] {
  const exports = [...code.matchAll(/^export\s+(?!type\b|interface\b)(.*)/gm)].map(([, rest = '']) => rest)
  const maker = /^app\/(\(portal\)|api\/portal)\//.test(path) ? 'defineSellerRoute' : 'defineRoute'
  const bare = exports.filter((rest) => !new RegExp(`^const (GET|POST|PUT|PATCH|DELETE) = ${maker}\\b`).test(rest))
  return bare.map((rest) => `${path}: a route is a ${maker}, not "${rest.slice(0, 60)}"`)
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

import { posix } from 'node:path'

/** One file of the project: its path from the root, with forward slashes, and its text. */
export type Source = { readonly path: string; readonly text: string }

export type Import = { readonly target: string; readonly isTypeOnly: boolean }

/** A breach of a rule, as a sentence that names the file. */
export type Breach = string

const STATEMENT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^'"`;]*?\bfrom\s+)?['"]([^'"\n]+)['"]/g
const DYNAMIC = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g

/**
 * What a file imports and re-exports. Targets inside the project come as paths from its root, whether they
 * were written with the alias or relative.
 */
export function importsOf({ path, text }: Source): Import[] {
  const code = withoutComments(text)
  const statements = [...code.matchAll(STATEMENT)].map(([, type, names = '', target = '']) => ({
    target: resolved(path, target),
    isTypeOnly: type !== undefined || namesOnlyTypes(names),
  }))
  const dynamic = [...code.matchAll(DYNAMIC)].map(([, target = '']) => ({
    target: resolved(path, target),
    isTypeOnly: false,
  }))
  return [...statements, ...dynamic]
}

/** The room of lib that a path is in, or undefined. */
export function roomOf(path: string): string | undefined {
  const [tree, room, ...rest] = path.split('/')
  return tree === 'lib' && rest.length > 0 ? room : undefined
}

/** What only tests use: the tests themselves, and each room's `testing.ts` or `testing/`. */
export const isTest = (path: string): boolean =>
  /\.(test|spec)\.tsx?$/.test(path) || /^(lib|components|app)\/(.+\/)?testing(\.tsx?$|\/)/.test(path)

export const isTypeScript = (path: string): boolean => /\.tsx?$/.test(path)

/** Text without comments; strings stay, and so do line numbers. */
export function withoutComments(text: string): string {
  const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*/g
  return text.replace(token, (found) => (found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found))
}

/** The string and template literals of a file. */
export const literalsOf = (text: string): string[] =>
  withoutComments(text).match(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g) ?? []

const namesOnlyTypes = (names: string): boolean => {
  const inside = /\{([^}]*)\}/.exec(names)?.[1]
  if (inside === undefined || /^\s*[\w$]+\s*,/.test(names)) return false
  const parts = inside.split(',').filter((part) => part.trim() !== '')
  return parts.length > 0 && parts.every((part) => part.trim().startsWith('type '))
}

const resolved = (from: string, target: string): string => {
  if (target.startsWith('#')) return target.slice(1)
  if (target.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), target))
  return `package:${target}`
}

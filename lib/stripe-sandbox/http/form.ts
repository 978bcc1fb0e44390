import { invalid } from '../core/failure.ts'

/** Decoded form data: text at the leaves, as the wire knows no other type. */
export type Raw = string | Raw[] | { [key: string]: Raw }
type RawObject = { [key: string]: Raw }

const PAIRS_MAX = 2000
const DEPTH_MAX = 8

/** Decodes `a[b]=1&list[0]=x&list[]=y` into nested objects and arrays, as the SDK encodes them. */
export function decodeForm(text: string): RawObject {
  const root: RawObject = {}
  const pairs = [...new URLSearchParams(text)]
  if (pairs.length > PAIRS_MAX) throw invalid('Too many parameters.')
  for (const [key, value] of pairs) place(root, pathOf(key), value)
  return arraysWhereIndexed(root) as RawObject
}

function pathOf(key: string): string[] {
  const open = key.indexOf('[')
  if (open === -1) return [key]
  const rest = key.slice(open)
  if (open === 0 || !/^(\[[^[\]]*\])+$/.test(rest)) throw invalid(`Invalid parameter name: ${key}`, key)
  const path = [key.slice(0, open), ...rest.slice(1, -1).split('][')]
  if (path.length > DEPTH_MAX) throw invalid(`Parameter is nested too deeply: ${key}`, key)
  return path
}

function place(root: RawObject, path: string[], value: string): void {
  let target = root
  path.forEach((name, depth) => {
    const key = name === '' ? String(Object.keys(target).length) : name
    if (depth === path.length - 1) {
      target[key] = value
      return
    }
    const next = Object.hasOwn(target, key) ? target[key] : undefined
    if (typeof next === 'string') throw invalid(`Invalid object: ${path.join('.')}`, path[0])
    const child: RawObject = (next as RawObject | undefined) ?? Object.create(null)
    target[key] = child
    target = child
  })
}

function arraysWhereIndexed(value: Raw): Raw {
  if (typeof value === 'string' || Array.isArray(value)) return value
  const keys = Object.keys(value)
  const children = keys.map((key) => arraysWhereIndexed(value[key] ?? ''))
  const isArray = keys.length > 0 && keys.every((key) => /^\d+$/.test(key))
  return isArray ? children : Object.fromEntries(keys.map((key, index) => [key, children[index] ?? '']))
}

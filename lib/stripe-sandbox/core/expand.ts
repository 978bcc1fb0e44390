import { invalid } from './failure.ts'
import { kindOf } from './kinds.ts'
import { includable, show } from './render.ts'
import type { Json, JsonObject } from './wire.ts'
import type { World } from './world.ts'

const DEPTH_MAX = 4

/** References that Stripe resolves on the other side of a transfer. */
const ACROSS_ACCOUNTS = new Set(['destination_payment', 'destination_payment_refund', 'source_transfer', 'destination'])

/** Replaces ids by objects along each requested path. */
export function expandAll(world: World, account: string, body: JsonObject, paths: readonly string[]): void {
  for (const path of paths) {
    const steps = path.split('.')
    if (steps.length > DEPTH_MAX) {
      throw invalid(`You cannot expand more than ${DEPTH_MAX} levels of a property (${path}).`, 'expand')
    }
    expandPath(world, account, body, steps, path)
  }
}

function expandPath(world: World, account: string, target: Json, steps: readonly string[], path: string): void {
  const [step, ...rest] = steps
  if (step === undefined || target === null || typeof target !== 'object') return
  if (Array.isArray(target)) {
    for (const item of target) expandPath(world, account, item, steps, path)
    return
  }
  const [value, owner] = resolve(world, account, target, step, path)
  if (value === undefined && mayLack(path, step)) return
  if (value === undefined) throw invalid(`This property cannot be expanded (${path}).`, 'expand')
  target[step] = value
  if (rest.length) expandPath(world, owner, value, rest, path)
}

function resolve(
  world: World,
  account: string,
  target: JsonObject,
  step: string,
  path: string,
): [Json | undefined, string] {
  const value = target[step]
  if (value === undefined) return [includable(world, account, target, step), account]
  if (Array.isArray(value)) return [value.map((one) => expanded(world, account, one)), account]
  if (typeof value !== 'string') {
    const isLeaf = value !== null && typeof value !== 'object'
    if (isLeaf) throw invalid(`This property cannot be expanded (${path}).`, 'expand')
    return [value, account]
  }
  const kind = step === 'coupon' ? 'coupon' : kindOf(value)
  if (!kind) throw invalid(`This property cannot be expanded (${path}).`, 'expand')
  const own = world.store.find(kind, account, value)
  if (own) return [show(world, account, kind, own), account]
  const across = ACROSS_ACCOUNTS.has(step) ? world.store.findAnywhere(kind, value) : undefined
  return across ? [show(world, across.account, kind, across.row), across.account] : [value, account]
}

/** Each id of a list becomes its object; objects that are there already stay. */
function expanded(world: World, account: string, one: Json): Json {
  const kind = typeof one === 'string' ? kindOf(one) : undefined
  const row = kind && world.store.find(kind, account, String(one))
  return kind && row ? show(world, account, kind, row) : one
}

/** What stands behind `source` has many shapes; a property that only some of them have is skipped on the others. */
function mayLack(path: string, step: string): boolean {
  const steps = path.split('.')
  const source = steps.indexOf('source')
  return source !== -1 && steps.indexOf(step) > source
}

import { kindOf } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import type { RawCall, Route } from './route.ts'

/** Runs the route at the instant of the test clock that its object's customer lives by, if it has one. */
export function byTestClock(call: RawCall, route: Route): ReturnType<Route['run']> {
  const { world, account, ids, params } = call
  const named = [
    ...ids,
    params.test_clock,
    params.customer,
    params.subscription,
    params.invoice,
    params.from_subscription,
  ]
  const clock = named
    .map((id) => (typeof id === 'string' ? clockOf(world, account, id) : null))
    .find((id) => id !== null)
  const row = clock === undefined ? undefined : world.store.find('test_clock', account, clock)
  const isOwn = route.pattern.startsWith('/v1/test_helpers/')
  return row === undefined || isOwn ? route.run(call) : world.within(row.id, row.frozen_time, () => route.run(call))
}

/** The clock of an object, of its subscription or of its customer. */
function clockOf(world: World, account: string, id: string): string | null {
  const kind = kindOf(id)
  if (kind === 'test_clock') return id
  const row: object | undefined = kind && world.store.find(kind, account, id)
  if (row === undefined) return null
  if ('test_clock' in row && typeof row.test_clock === 'string') return row.test_clock
  for (const owner of ['customer', 'subscription', 'invoice'] as const) {
    const next = (row as Record<string, unknown>)[owner]
    const found = typeof next === 'string' ? clockOf(world, account, next) : null
    if (found !== null) return found
  }
  return null
}

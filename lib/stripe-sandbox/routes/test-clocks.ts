import { advanceTestClock, createTestClock, deleteTestClock } from '../billing/test-clock.ts'
import { integer, required, text } from '../http/params.ts'
import { type Call, getRoute, listRoute, type Route, reply, route } from '../http/route.ts'

const clockOf = ({ world, account, ids }: Call<unknown>) => world.require('test_clock', account, ids[0] ?? '')

/** Clocks of their own for some customers (docs.stripe.com/api/test_clocks). */
export const testClockRoutes: Route[] = [
  route('POST', '/v1/test_helpers/test_clocks', { frozen_time: required(integer), name: text }, (call) => {
    const { frozen_time, name } = call.params
    return reply(call, 'test_clock', createTestClock(call.world, call.account, frozen_time, name ?? null))
  }),
  listRoute('/v1/test_helpers/test_clocks', 'test_clock', {}),
  getRoute('/v1/test_helpers/test_clocks/:id', 'test_clock'),
  route('POST', '/v1/test_helpers/test_clocks/:id/advance', { frozen_time: required(integer) }, (call) =>
    reply(call, 'test_clock', advanceTestClock(call.world, call.account, clockOf(call), call.params.frozen_time)),
  ),
  route('DELETE', '/v1/test_helpers/test_clocks/:id', {}, (call) => {
    const clock = clockOf(call)
    deleteTestClock(call.world, call.account, clock)
    return { id: clock.id, object: 'test_helpers.test_clock', deleted: true }
  }),
]

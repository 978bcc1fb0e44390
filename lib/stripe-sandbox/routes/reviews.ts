import { CREATED, getRoute, listRoute, type Route, reply, route } from '../http/route.ts'
import { approveReview } from '../objects/review.ts'

/** Payments that somebody should look at. */
export const reviewRoutes: Route[] = [
  getRoute('/v1/reviews/:id', 'review'),
  listRoute('/v1/reviews', 'review', CREATED),
  route('POST', '/v1/reviews/:id/approve', {}, (call) => {
    const review = call.world.require('review', call.account, call.ids[0] ?? '')
    return reply(call, 'review', approveReview(call.world, call.account, review))
  }),
]

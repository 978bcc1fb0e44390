import { clock } from '#lib/platform/clock.ts'
import { notAllowed, onlyLooking, signInFirst } from './refusals.ts'
import { replyTo } from './reply.ts'
import { currentSeller, type SellerActor } from './seller-actor.ts'
import { type SellerPermission, sellerHolds } from './seller-model.ts'

type Call = { readonly request: Request; readonly params: Readonly<Record<string, string>>; readonly at: Date }

type RouteSpec =
  | { readonly permission: SellerPermission; readonly run: (call: Call & { actor: SellerActor }) => Promise<Response> }
  /** Open to anyone, with the reason. */
  | { readonly public: string; readonly permission?: never; readonly run: (call: Call) => Promise<Response> }

/**
 * Makes a route handler of the portal that cannot forget to authorise. Whoever only looks as the seller may read, and send nothing.
 * Refusals and faults become `{ error: { code, message } }`.
 */
export function defineSellerRoute(spec: RouteSpec) {
  return async (request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response> => {
    try {
      const call = { request, params: await context.params, at: clock.now() }
      if (spec.permission === undefined) return await spec.run(call)
      const actor = await currentSeller()
      if (actor === null) throw signInFirst()
      if (actor.viewedBy !== null && request.method !== 'GET') throw onlyLooking()
      if (!sellerHolds(actor.role, spec.permission)) throw notAllowed()
      return await spec.run({ ...call, actor })
    } catch (error) {
      const { status, refusal } = replyTo(error, `${request.method} ${new URL(request.url).pathname}`)
      return Response.json({ error: refusal }, { status })
    }
  }
}

import { clock } from '#lib/platform/clock.ts'
import { readBody } from '#lib/platform/read-body.ts'
import { type Actor, can, currentActor } from './actor.ts'
import { actorOfKey } from './api-key.ts'
import type { ApiScope } from './api-key-model.ts'
import type { Permission } from './permissions.ts'
import { bodyTooLarge, notAllowed, notJson, signInFirst } from './refusals.ts'
import { replyTo } from './reply.ts'

type Call = { readonly request: Request; readonly params: Readonly<Record<string, string>>; readonly at: Date }

type RouteSpec =
  | {
      readonly permission: Permission
      /** Another system may come in with an API key of this scope instead of a person. */
      readonly apiKey?: ApiScope
      readonly public?: never
      readonly run: (call: Call & { actor: Actor }) => Promise<Response>
    }
  /** Open to anyone, with the reason. */
  | { readonly public: string; readonly permission?: never; readonly run: (call: Call) => Promise<Response> }

/** Makes a route handler that cannot forget to authorise; refusals and faults become `{ error: { code, message } }`. */
export function defineRoute(spec: RouteSpec) {
  return async (request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response> => {
    try {
      const call = { request, params: await context.params, at: clock.now() }
      if (spec.public !== undefined) return await spec.run(call)
      const authorization = request.headers.get('authorization')
      if (spec.apiKey !== undefined && authorization !== null)
        return await spec.run({ ...call, actor: await actorOfKey(authorization, spec.apiKey, call.at) })
      const actor = await currentActor()
      if (actor === null) throw signInFirst()
      if (!can(actor, spec.permission)) throw notAllowed()
      return await spec.run({ ...call, actor })
    } catch (error) {
      const { status, refusal } = replyTo(error, `${request.method} ${new URL(request.url).pathname}`)
      return Response.json({ error: refusal }, { status })
    }
  }
}

/** More than anybody types; files come in by streams of their own. */
const JSON_BYTES_MAX = 1_048_576

/** The JSON that a request brings; refuses a body that is none, or larger than 1 MB. */
export async function readJson(request: Request): Promise<unknown> {
  const body = await readBody(request, JSON_BYTES_MAX)
  if (body === null) throw bodyTooLarge()
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (error) {
    throw notJson(error)
  }
}

import { revalidatePath } from 'next/cache'
import type { z } from 'zod'
import { clock } from '#lib/platform/clock.ts'
import type { ActionResult } from './define-action.ts'
import { notAllowed, onlyLooking, signInFirst } from './refusals.ts'
import { replyTo } from './reply.ts'
import { currentSeller, type SellerActor } from './seller-actor.ts'
import { type SellerPermission, sellerHolds } from './seller-model.ts'

type ActionSpec<Input extends z.ZodType, T> = {
  readonly permission: SellerPermission
  readonly input: Input
  readonly run: (call: { actor: SellerActor; input: z.output<Input>; at: Date }) => Promise<T>
  /** Paths whose pages show something else afterwards. */
  readonly revalidates?: readonly string[]
}

/**
 * Makes a server action of the portal that cannot forget to authorise: whoever asks, and what their role allows, comes before the
 * input is looked at; while somebody of the platform looks as the seller, every one refuses. It never throws.
 */
export function defineSellerAction<Input extends z.ZodType, T>(spec: ActionSpec<Input, T>) {
  return async (raw: z.input<Input>): Promise<ActionResult<T>> => {
    try {
      const actor = await currentSeller()
      if (actor === null) throw signInFirst()
      if (actor.viewedBy !== null) throw onlyLooking()
      if (!sellerHolds(actor.role, spec.permission)) throw notAllowed()
      const input = spec.input.parse(raw)
      const data = await spec.run({ actor, input, at: clock.now() })
      for (const path of spec.revalidates ?? []) revalidatePath(path, 'layout')
      return { ok: true, data }
    } catch (error) {
      return { ok: false, refusal: replyTo(error, `action ${spec.permission}`).refusal }
    }
  }
}

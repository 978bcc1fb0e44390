import { revalidatePath } from 'next/cache'
import type { z } from 'zod'
import { clock } from '#lib/platform/clock.ts'
import { type Actor, can, currentActor } from './actor.ts'
import type { Permission } from './permissions.ts'
import { notAllowed, signInFirst } from './refusals.ts'
import { type RefusalReply, replyTo } from './reply.ts'

export type ActionResult<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly refusal: RefusalReply }

type ActionSpec<Input extends z.ZodType, T> = {
  readonly permission: Permission
  readonly input: Input
  readonly run: (call: { actor: Actor; input: z.output<Input>; at: Date }) => Promise<T>
  /** Paths whose pages show something else afterwards. */
  readonly revalidates?: readonly string[]
}

/**
 * Makes a server action that cannot forget to authorise: session and permission come before the input is looked at.
 * It never throws; a refusal or a fault comes back as data.
 */
export function defineAction<Input extends z.ZodType, T>(spec: ActionSpec<Input, T>) {
  return async (raw: z.input<Input>): Promise<ActionResult<T>> => {
    try {
      const actor = await currentActor()
      if (actor === null) throw signInFirst()
      if (!can(actor, spec.permission)) throw notAllowed()
      const input = spec.input.parse(raw)
      const data = await spec.run({ actor, input, at: clock.now() })
      for (const path of spec.revalidates ?? []) revalidatePath(path, 'layout')
      return { ok: true, data }
    } catch (error) {
      return { ok: false, refusal: replyTo(error, `action ${spec.permission}`).refusal }
    }
  }
}

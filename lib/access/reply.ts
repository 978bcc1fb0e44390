import { unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import { isUnstorableText } from '#lib/platform/database-fault.ts'
import { faultId, log } from '#lib/platform/log.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { unstorable } from './refusals.ts'

/** A "no" as it crosses to the browser or to another program. */
export type RefusalReply = { readonly code: string; readonly message: string; readonly field?: string }

/**
 * Turns whatever was thrown into an answer: refusals say what they say, input errors name their field, and anything else
 * is a fault: logged under an id that the person can quote. What Next throws to redirect or forbid goes on.
 */
export function replyTo(error: unknown, where: string): { status: number; refusal: RefusalReply } {
  unstable_rethrow(error)
  const refused = isUnstorableText(error) ? unstorable(error) : error
  if (refused instanceof Refusal) {
    const { code, message, field, status } = refused
    return { status, refusal: { code, message, ...(field === undefined ? {} : { field }) } }
  }
  if (error instanceof z.ZodError) {
    const [issue] = error.issues
    const field = issue?.path.join('.')
    return {
      status: 422,
      refusal: {
        code: 'input.invalid',
        message: issue?.message ?? 'The input is not usable.',
        ...(field ? { field } : {}),
      },
    }
  }
  const id = faultId()
  log.error(
    { fault: id, where, error: error instanceof Error ? (error.stack ?? error.message) : String(error) },
    'fault',
  )
  return {
    status: 500,
    refusal: {
      code: 'fault',
      message: `Something failed on our side. Nothing was half-done; quote fault ${id} when you ask.`,
    },
  }
}

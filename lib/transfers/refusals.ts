import { formatMoney } from '#lib/money/format.ts'
import type { Money } from '#lib/money/money.ts'
import { Refusal } from '#lib/platform/refusal.ts'

export const notReversible = () =>
  new Refusal({
    code: 'transfers.not_reversible',
    status: 409,
    message: 'Only a transfer that was executed can be taken back. Reload the page.',
  })

export const tooMuch = (left: Money) =>
  new Refusal({
    code: 'transfers.too_much',
    status: 422,
    field: 'amountMinor',
    message: `At most ${formatMoney(left)} of this transfer can still be taken back.`,
  })

export const notYetKnown = () =>
  new Refusal({
    code: 'transfers.not_yet_known',
    status: 409,
    message:
      'Only an unknown outcome whose key protects no longer is ended by people; before that it is looked up and sent again by itself.',
  })

export const foundAfterAll = (objectId: string) =>
  new Refusal({
    code: 'transfers.found_after_all',
    status: 409,
    field: 'found',
    message: `Stripe has it as ${objectId}. Record that it happened.`,
  })

export const notWhatWasSent = (why: string) =>
  new Refusal({
    code: 'transfers.not_what_was_sent',
    status: 422,
    field: 'objectId',
    message: `This is not what was sent: ${why}. Check the id.`,
  })

export const findingPending = () =>
  new Refusal({
    code: 'transfers.finding_pending',
    status: 409,
    message: 'A finding about it waits to be confirmed already. Decide about that one first.',
  })

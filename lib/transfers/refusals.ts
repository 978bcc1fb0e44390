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

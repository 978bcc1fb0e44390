import { createCreditNote, type NewCreditNote, voidCreditNote } from '../billing/credit-note.ts'
import type { WantedCredit } from '../billing/credit-note-lines.ts'
import { invalid } from '../core/failure.ts'
import {
  choice,
  clearable,
  integer,
  listOf,
  mergeMetadata,
  metadata,
  object,
  type Parsed,
  required,
  text,
} from '../http/params.ts'
import { type Call, CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { recordEvent } from '../webhooks/record-event.ts'

const LINE = {
  type: required(choice('custom_line_item', 'invoice_line_item')),
  amount: integer,
  description: text,
  invoice_line_item: text,
  metadata,
  quantity: integer,
  tax_rates: listOf(text),
  unit_amount: integer,
}

const NEW = {
  invoice: required(text),
  amount: integer,
  credit_amount: integer,
  email_type: choice('credit_note', 'none'),
  lines: listOf(object(LINE)),
  memo: text,
  metadata,
  out_of_band_amount: integer,
  reason: choice('duplicate', 'fraudulent', 'order_change', 'product_unsatisfactory'),
  refund_amount: integer,
  refunds: listOf(object({ refund: required(text), amount_refunded: integer, type: choice('refund') })),
}

/** What is taken back of an invoice (docs.stripe.com/api/credit_notes). */
export const creditNoteRoutes: Route[] = [
  route('POST', '/v1/credit_notes', NEW, (call) =>
    reply(call, 'credit_note', createCreditNote(call.world, call.account, wantedFrom(call.params))),
  ),
  route('GET', '/v1/credit_notes/preview', NEW, (call) =>
    call.world.rehearse(() =>
      reply(call, 'credit_note', createCreditNote(call.world, call.account, wantedFrom(call.params))),
    ),
  ),
  listRoute('/v1/credit_notes', 'credit_note', { ...CREATED, customer: text, invoice: text }),
  getRoute('/v1/credit_notes/:id', 'credit_note'),
  listRoute('/v1/credit_notes/:id/lines', 'credit_note_line', {}, (call) => ({ where: { note: noteOf(call).id } })),
  route('POST', '/v1/credit_notes/:id', { memo: clearable, metadata }, (call) => {
    const { world, account, params } = call
    const note = world.require('credit_note', account, lastOf(call.ids))
    const changed = world.store.update('credit_note', note, {
      metadata: mergeMetadata(note.metadata ?? {}, params.metadata),
      ...(params.memo !== undefined && { memo: params.memo }),
    })
    recordEvent(world, account, 'credit_note.updated', 'credit_note', changed)
    return reply(call, 'credit_note', changed)
  }),
  route('POST', '/v1/credit_notes/:id/void', {}, (call) =>
    reply(call, 'credit_note', voidCreditNote(call.world, call.account, noteOf(call))),
  ),
]

const noteOf = ({ world, account, ids }: Call<unknown>) => world.require('credit_note', account, ids[0] ?? '')

function wantedFrom(params: Parsed<typeof NEW>): NewCreditNote {
  if ((params.amount === undefined) === (params.lines === undefined))
    throw invalid('You must pass either `amount` or `lines`.', 'amount')
  return {
    invoice: params.invoice,
    lines: params.lines?.map(lineFrom) ?? [
      { of: null, description: null, unitAmount: params.amount ?? 0, quantity: 1, taxRates: [], metadata: {} },
    ],
    refundAmount: params.refund_amount ?? 0,
    creditAmount: params.credit_amount ?? 0,
    outOfBandAmount: params.out_of_band_amount ?? 0,
    refunds: (params.refunds ?? []).map(({ refund, amount_refunded }) => ({ refund, amount: amount_refunded ?? null })),
    reason: params.reason ?? null,
    memo: params.memo ?? null,
    metadata: mergeMetadata({}, params.metadata),
  }
}

function lineFrom(line: Parsed<typeof LINE>): WantedCredit {
  const shared = { metadata: mergeMetadata({}, line.metadata) }
  if (line.type === 'invoice_line_item') {
    if (line.invoice_line_item === undefined)
      throw invalid(
        'Missing required param: lines[0][invoice_line_item].',
        'lines[0][invoice_line_item]',
        'parameter_missing',
      )
    return { ...shared, of: line.invoice_line_item, amount: line.amount ?? null, quantity: line.quantity ?? null }
  }
  return {
    ...shared,
    of: null,
    description: line.description ?? null,
    unitAmount: line.unit_amount ?? line.amount ?? 0,
    quantity: line.quantity ?? 1,
    taxRates: line.tax_rates ?? [],
  }
}

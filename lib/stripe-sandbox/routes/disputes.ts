import { boolean, clearable, listOf, mergeMetadata, metadata, object, text } from '../http/params.ts'
import { type Call, CREATED, getRoute, listRoute, type Route, reply, route } from '../http/route.ts'
import { answerDispute } from '../objects/dispute.ts'
import { closeDispute } from '../objects/dispute-outcome.ts'
import { EVIDENCE_FIELDS } from '../objects/dispute-row.ts'

const disputeOf = (call: Call<unknown>) => call.world.require('dispute', call.account, call.ids[0] ?? '', 'dispute')

/** Evidence of the second stage is a set of its own (docs.stripe.com/api/disputes/update). */
const APPEAL = object({ card: object({ reason_for_filing: text, supporting_files: listOf(text) }) })

/** Disputes, their evidence, and warnings that come before them. */
export const disputeRoutes: Route[] = [
  getRoute('/v1/disputes/:id', 'dispute'),
  listRoute('/v1/disputes', 'dispute', { ...CREATED, charge: text, payment_intent: text }),
  route(
    'POST',
    '/v1/disputes/:id',
    {
      evidence: object({ ...Object.fromEntries(EVIDENCE_FIELDS.map((name) => [name, clearable])), appeal: APPEAL }),
      metadata,
      submit: boolean,
    },
    (call) => {
      const { world, account, params } = call
      const dispute = disputeOf(call)
      const given = Object.entries(params.evidence ?? {}).filter(([, value]) => value !== undefined)
      const answered = answerDispute(world, account, dispute, {
        ...(given.length > 0 && { evidence: Object.fromEntries(given) }),
        ...(params.metadata !== undefined && { metadata: mergeMetadata(dispute.metadata, params.metadata) }),
        // Stripe sends evidence at once unless told to keep it.
        submit: params.submit ?? given.length > 0,
      })
      return reply(call, 'dispute', answered)
    },
  ),
  route('POST', '/v1/disputes/:id/close', {}, (call) =>
    reply(call, 'dispute', closeDispute(call.world, call.account, disputeOf(call))),
  ),
  getRoute('/v1/radar/early_fraud_warnings/:id', 'early_fraud_warning'),
  listRoute('/v1/radar/early_fraud_warnings', 'early_fraud_warning', {
    ...CREATED,
    charge: text,
    payment_intent: text,
  }),
]

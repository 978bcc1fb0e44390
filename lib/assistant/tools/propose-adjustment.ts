import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'
import { parseMoney } from '#lib/money/parse.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { proposeAdjustment } from '#lib/settlements/adjustments/propose-adjustment.ts'
import { REASON_CODES } from '#lib/settlements/adjustments/reasons-model.ts'
import { noAmount } from '../refusals.ts'
import { namedSeller } from './named-seller.ts'
import { mustBeAsked } from './own-words.ts'
import { personBehind, proposalMade, proposalResult, writtenFor } from './proposal-result.ts'
import { defineTool } from './tool.ts'

const ASKS = {
  to_seller: /\b(?:credit|give|grant|compensate|goodwill|adjust\w*)\b/,
  from_seller: /\b(?:charge|debit|fine|penali[sz]e|penalty|adjust\w*)\b/,
} as const

export const proposeAdjustmentTool = defineTool({
  name: 'propose_adjustment',
  title: 'Propose an adjustment',
  description:
    'Proposes that a seller is credited or charged an amount outside its contract. Only when the person asks for it in their own words, with the amount and why. Nothing happens before somebody else approves it.',
  permission: 'adjustments.work',
  effect: 'propose',
  pii: 'none',
  cost: 'low',
  input: z.object({
    seller: z.string().trim().min(1).max(120).describe('sel_…, acct_… or the name'),
    direction: z.enum(['to_seller', 'from_seller']).describe('to_seller credits, from_seller charges'),
    amount: z
      .string()
      .regex(/^\d{1,15}(\.\d{1,4})?$/, 'Write an amount such as 120.50.')
      .describe('Major units'),
    currency: z.string().trim().toUpperCase().refine(isCurrency, 'That is no currency.'),
    code: z.enum(REASON_CODES).default('other'),
    reason: z.string().trim().min(3, 'Say why: approver and seller read it.').max(400),
  }),
  run: async (context, { seller: name, direction, amount, currency, code, reason }) => {
    const { asker, at } = context
    const size = parseMoney(amount, currency)
    if (size === null || size.minor === 0n) throw noAmount(amount, currency)
    const row = await inTransaction(asker.scope, async (tx) => {
      const seller = await namedSeller(tx, name)
      mustBeAsked(context, {
        words: ASKS[direction],
        names: [seller.name, seller.id, seller.stripeAccount],
        money: { amount, currency },
      })
      const { proposalId } = await proposeAdjustment(tx, {
        actor: personBehind(asker),
        sellerId: seller.id,
        amountMinor: direction === 'to_seller' ? size.minor : -size.minor,
        currency,
        reason: code,
        note: writtenFor(asker, reason),
        evidence: '',
        at,
      })
      return proposalMade(tx, proposalId, { asker, at })
    })
    return proposalResult(row)
  },
})

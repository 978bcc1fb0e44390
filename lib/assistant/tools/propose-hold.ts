import { z } from 'zod'
import { inTransaction } from '#lib/platform/db.ts'
import { proposeHold } from '#lib/settlements/propose-hold.ts'
import { namedSeller } from './named-seller.ts'
import { mustBeAsked } from './own-words.ts'
import { personBehind, proposalMade, proposalResult, writtenFor } from './proposal-result.ts'
import { defineTool } from './tool.ts'

const ASKS = /\b(?:hold|freeze|block|suspend|stop paying)\b/

export const proposeHoldTool = defineTool({
  name: 'propose_hold',
  title: 'Propose a hold',
  description:
    'Proposes to hold a seller, so that its transfers wait. Only when the person asks for it in their own words and says why. Nothing happens before somebody else approves it.',
  permission: 'sellers.hold',
  effect: 'propose',
  pii: 'none',
  cost: 'low',
  input: z.object({
    seller: z.string().trim().min(1).max(120).describe('sel_…, acct_… or the name'),
    reason: z.string().trim().min(3, 'Say why: the approver reads it.').max(500),
  }),
  run: async (context, { seller: name, reason }) =>
    proposalResult(
      await inTransaction(context.asker.scope, async (tx) => {
        const seller = await namedSeller(tx, name)
        mustBeAsked(context, { words: ASKS, names: [seller.name, seller.id, seller.stripeAccount] })
        const { asker, at } = context
        const actor = personBehind(asker)
        const { id } = await proposeHold(tx, { actor, sellerId: seller.id, reason: writtenFor(asker, reason), at })
        return proposalMade(tx, id, { asker, at })
      }),
    ),
})

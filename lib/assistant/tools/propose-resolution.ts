import { z } from 'zod'
import { inTransaction } from '#lib/platform/db.ts'
import { proposeResolution } from '#lib/reconciliation/variances/propose-resolution.ts'
import { proposeWriteOff } from '#lib/reconciliation/variances/propose-write-off.ts'
import { mustBeAsked } from './own-words.ts'
import { personBehind, proposalMade, proposalResult, writtenFor } from './proposal-result.ts'
import { defineTool } from './tool.ts'

const ASKS = {
  correct: /\b(?:resolve|correct|fix|pay|reverse)\b/,
  write_off: /\b(?:write off|write it off|give up|written off)\b/,
} as const

export const proposeResolutionTool = defineTool({
  name: 'propose_variance_resolution',
  title: 'Propose to resolve a variance',
  description:
    'Proposes what ends a variance: the correcting transfer or reversal (correct), or giving it up (write_off). Only when the person asks for it in their own words and says why. Nothing happens before somebody else approves it.',
  permission: 'variances.work',
  effect: 'propose',
  pii: 'none',
  cost: 'low',
  input: z.object({
    variance: z.string().regex(/^var_[0-9a-z]{26}$/, 'That is no variance: write var_…'),
    way: z.enum(['correct', 'write_off']),
    reason: z.string().trim().min(3, 'Say why: the approver reads it.').max(400),
  }),
  run: async (context, { variance: varianceId, way, reason }) => {
    mustBeAsked(context, { words: ASKS[way], names: [varianceId] })
    const { asker, at } = context
    const ask = way === 'correct' ? proposeResolution : proposeWriteOff
    const row = await inTransaction(asker.scope, async (tx) => {
      const working = { actor: personBehind(asker), at }
      const { proposalId } = await ask(tx, { varianceId, reason: writtenFor(asker, reason) }, working)
      return proposalMade(tx, proposalId, { asker, at })
    })
    return proposalResult(row)
  },
})

import { FINDINGS_MAX, type Invariant, verdict } from '#lib/ledger/invariant-model.ts'

type Row = { proposal: string; object: string; recorded: 'happened' | 'absent'; known: string }

/** Transfers and reversals that name a proposal whose outcome two people ended otherwise. */
const CONTRADICTED = `
WITH ended AS (
  SELECT p.id, p.provider_object_id AS known, p.proposed_at,
         EXISTS (SELECT FROM execution e WHERE e.proposal_id = p.id AND e.error_code = 'found_before') AS was_there,
         c.arguments::jsonb ->> 'found' AS recorded
    FROM proposal c JOIN proposal p ON p.id = c.subject_id
   WHERE c.entity_id = $1 AND c.livemode = $2 AND c.kind = 'outcome.confirm' AND c.state = 'executed'
), made AS (
  SELECT id, metadata ->> 'tieout_proposal' AS proposal, created_at FROM transfer
   WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND created_at >= (SELECT min(proposed_at) FROM ended) - interval '1 day'
  UNION ALL
  SELECT id, metadata ->> 'tieout_proposal', created_at FROM transfer_reversal
   WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND created_at >= (SELECT min(proposed_at) FROM ended) - interval '1 day'
)
SELECT e.id AS proposal, m.id AS object, e.recorded, e.known
  FROM ended e JOIN made m ON m.proposal = e.id
 WHERE m.id <> e.known OR (e.recorded = 'absent' AND e.was_there)
 ORDER BY m.created_at LIMIT ${FINDINGS_MAX}`

/** What two people found about an unknown outcome is what Stripe says later. */
export const outcomesAsRecorded: Invariant = {
  name: 'outcomes_as_recorded',
  title: 'Unknown outcomes that people ended are as they found them',
  check: async ({ tx, entity }) => {
    const rows = await tx.sql<Row>(CONTRADICTED, [tx.scope.entityId, tx.scope.livemode, entity.stripeAccount])
    return verdict(
      rows.map(({ proposal, object, recorded, known }) => ({
        what:
          recorded === 'absent'
            ? `${object} had happened when two people recorded that ${proposal} did nothing.`
            : `${object} names ${proposal} too, which two people recorded as ${known}.`,
        refs: [`proposal:${proposal}`, `${object.startsWith('trr_') ? 'transfer_reversal' : 'transfer'}:${object}`],
      })),
      {
        holds: 'Nothing at Stripe contradicts what people recorded.',
        violated: 'Stripe contradicts what people recorded about an unknown outcome.',
      },
    )
  },
}

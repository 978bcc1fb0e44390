import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import type { Effect, Proposal } from '#lib/approvals/proposal.ts'
import { propose } from '#lib/approvals/propose.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { postEntries } from '#lib/ledger/post.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { carryOpening, type OpeningBalance } from '#lib/settlements/adjustments/opening-balances.ts'
import { draftOpening } from './opening-entry.ts'
import { type OpeningSheet, sheetBy } from './opening-sheet.ts'
import { alreadyOpened, explainFirst, noSheet, notTied } from './refusals.ts'
import { type TieLine, type TieOut, tieOut } from './tie-out.ts'

const openingArguments = z.object({
  sheetId: z.string(),
  cutOverOn: z.string(),
  fileHash: z.string(),
  /** SHA-256 over every line's seller, currency, amount by the sheet and by our books. */
  linesHash: z.string(),
  lineCount: z.string(),
})

type Submitting = { readonly actor: Actor; readonly sheetId: string; readonly explanation: string; readonly at: Date }

/**
 * Puts the opening entry before the gate. Two people sign, neither of them whoever uploaded or submitted the sheet. Refuses a
 * sheet that does not tie out, and differences nobody explained.
 */
export function submitOpening({ actor, sheetId, explanation, at }: Submitting): Promise<{ proposalId: string }> {
  return inTransaction(actor.scope, async (tx) => {
    await tx.exec('SELECT 1 FROM entity WHERE id = $1 FOR UPDATE', [actor.entity.id])
    const sheet = await sheetBy(tx, sheetId)
    if (sheet === null || sheet.state === 'replaced') throw noSheet()
    if (sheet.state === 'posted') throw alreadyOpened()
    const tied = await tieOut(tx, { entity: actor.entity, sheet })
    const [blocker] = tied.blockers
    if (blocker !== undefined) throw notTied(blocker)
    if (tied.differing > 0 && explanation.length < 10) throw explainFirst(tied.differing)
    await keepBooks(tx, sheet, tied)
    const proposal = await propose(tx, {
      entity: actor.entity,
      kind: 'opening.post',
      onceKey: await onceKeyFor(tx, `opening:${sheet.id}`),
      arguments: argumentsFor(sheet, tied),
      subject: { kind: 'opening_sheet', id: sheet.id },
      summary: `Open the books with what every seller was owed at the end of ${sheet.cutOverOn}: ${tied.differing} of ${tied.lines.length} balances change.`,
      reasoning: explanation,
      evidence: [{ label: 'The sheet beside our books and Stripe', kind: 'opening_sheet', id: sheet.id }],
      checks: checksOf(tied),
      effects: effectsOf(tied),
      approvalsAtLeast: { count: 2, reason: 'The books are opened once, so two people must sign.' },
      shapedBy: [sheet.uploadedBy, actor.personId],
      proposedBy: { kind: 'person', id: actor.personId },
      at,
    })
    await tx.exec(`UPDATE opening_sheet SET state = 'submitted', explanation = $2, proposal_id = $3 WHERE id = $1`, [
      sheet.id,
      explanation,
      proposal.id,
    ])
    return { proposalId: proposal.id }
  })
}

/** Posts the opening entry that two people signed, once, while the books still say what they saw. */
export const openingExecutor = (entity: Entity): LocalExecutor => ({
  recheck: async (tx, proposal) => {
    const now = await signedSheet(tx, entity, proposal)
    if (now === null) return { ok: false, void: true, reason: 'The sheet is another one than was signed.' }
    return now.isSame
      ? { ok: true }
      : {
          ok: false,
          void: true,
          reason: 'The books up to the cut-over changed since. Tie the sheet out and submit it again.',
        }
  },
  apply: async (tx, proposal, at) => {
    const now = await signedSheet(tx, entity, proposal)
    if (now === null) throw new Error(`the sheet of ${proposal.id} changed in the claiming transaction`)
    const { sheet, tied } = now
    const draft = draftOpening({
      sheetId: sheet.id,
      proposalId: proposal.id,
      account: entity.stripeAccount,
      cutOverOn: sheet.cutOverOn,
      occurredAt: sheet.endsAt,
      lines: tied.lines,
    })
    await tx.exec("UPDATE opening_sheet SET state = 'posted' WHERE id = $1", [sheet.id])
    const [posted] = draft === null ? [] : await postEntries(tx, [draft], at)
    await carryOpening(tx, {
      entity,
      proposalId: proposal.id,
      createdBy: proposal.proposedBy,
      cutOverOn: sheet.cutOverOn,
      balances: await balancesOf(tx, sheet.id),
      at,
    })
    return {
      objectId: posted?.entryId.toString() ?? sheet.id,
      sentence:
        posted === undefined
          ? 'The books say what the sheet says: nothing had to be posted.'
          : `The books are open: ${tied.differing} balances were brought to what the sheet says.`,
      refs: [`opening_sheet:${sheet.id}`, ...(posted === undefined ? [] : [`journal_entry:${posted.entryId}`])],
    }
  },
})

const balancesOf = (tx: Sql, sheetId: string): Promise<OpeningBalance[]> =>
  tx.sql<OpeningBalance>(
    `SELECT seller_id AS "sellerId", currency::text AS currency, payable_minor AS "payableMinor", receivable_minor AS "receivableMinor",
            reserved_minor AS "reservedMinor" FROM opening_line WHERE sheet_id = $1 ORDER BY seller_id, currency`,
    [sheetId],
  )

async function signedSheet(
  tx: Sql,
  entity: Entity,
  proposal: Proposal,
): Promise<{ sheet: OpeningSheet; tied: TieOut; isSame: boolean } | null> {
  const said = openingArguments.parse(JSON.parse(proposal.arguments))
  const sheet = await sheetBy(tx, said.sheetId)
  if (sheet === null || sheet.state !== 'submitted' || sheet.proposalId !== proposal.id) return null
  const tied = await tieOut(tx, { entity, sheet })
  const isSame = tied.blockers.length === 0 && argumentsFor(sheet, tied).linesHash === said.linesHash
  return { sheet, tied, isSame }
}

const argumentsFor = (sheet: OpeningSheet, { lines }: TieOut): z.infer<typeof openingArguments> => ({
  sheetId: sheet.id,
  cutOverOn: sheet.cutOverOn,
  fileHash: sheet.fileHash,
  linesHash: createHash('sha256').update(lines.map(asText).sort().join('\n')).digest('hex'),
  lineCount: `${lines.length}`,
})

const asText = ({ sellerId, currency, said, books }: TieLine) => `${sellerId} ${currency} ${said} ${books}`

/** What our books owed when it was submitted: `verify` proves from it that nothing older was posted since. */
async function keepBooks(tx: Sql, { id }: OpeningSheet, { lines }: TieOut): Promise<void> {
  await tx.exec(
    `UPDATE opening_line l SET books_minor = b.minor
       FROM unnest($2::text[], $3::text[], $4::bigint[]) AS b (seller_id, currency, minor)
      WHERE l.sheet_id = $1 AND l.seller_id = b.seller_id AND l.currency = b.currency`,
    [
      id,
      lines.map((line) => line.sellerId),
      lines.map((line) => line.currency),
      lines.map((line) => line.books.toString()),
    ],
  )
}

function checksOf({ totals, differing }: TieOut) {
  const short = totals.filter(({ said, held }) => said > held)
  return [
    { code: 'sheet_total', passed: true, sentence: 'The lines add up to what the old sheet says in all.' },
    { code: 'in_transit', passed: true, sentence: 'Stripe shows the transfers that the sheet calls in transit.' },
    {
      code: 'our_books',
      passed: differing === 0,
      sentence:
        differing === 0
          ? 'Every balance is what our books say.'
          : `${differing} balances differ from our books; the reason is above.`,
    },
    {
      code: 'cover',
      passed: short.length === 0,
      sentence:
        short.length === 0
          ? 'What Stripe held at the cut-over covers what sellers were owed.'
          : `Stripe held less than sellers were owed in ${short.map(({ currency }) => currency).join(', ')}.`,
    },
  ]
}

const EFFECTS_MAX = 8

/** The trial balance before and after, per currency. */
function effectsOf({ totals }: TieOut): Effect[] {
  return totals
    .filter(({ said, books }) => said !== books)
    .flatMap(({ currency, said, books }) => [
      { label: 'Seller payable (owed)', before: books.toString(), after: said.toString(), currency },
      { label: 'Opening balance (debit)', before: '0', after: (said - books).toString(), currency },
    ])
    .slice(0, EFFECTS_MAX)
}

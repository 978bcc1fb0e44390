import type { Actor } from '#lib/access/actor.ts'
import { messagesAboutCharge } from '#lib/conversations/for-charge.ts'
import { read } from '#lib/platform/db.ts'
import { chanceOf, chanceText, chanceWords } from './chance-model.ts'
import { draftWords } from './draft-model.ts'
import { findDraft, listFiles } from './draft-store.ts'
import { FILE_FIELDS } from './evidence-model.ts'
import { type Case, findCase } from './find-case.ts'
import { previewLoss, previewRefund } from './preview-effects.ts'
import { readDecided } from './read-chances.ts'
import { type CaseCharge, leftOf, readCharge } from './read-charge.ts'
import { readSale } from './read-sale.ts'
import { readStanding } from './read-standing.ts'
import { caseTimeline } from './read-timeline.ts'
import { ruleOfReason } from './reason-model.ts'
import { recommend } from './recommend-model.ts'
import { similarCases } from './similar-cases.ts'

const DAY_MS = 86_400_000

/** Everything the page of one case shows, in one read; null when there is no such case. */
export function readCasePage(actor: Actor, id: string, at: Date) {
  return read(actor.scope, async (tx) => {
    const found = await findCase(tx, id)
    const charge = found === null ? null : await readCharge(tx, found.chargeId)
    if (found === null || charge === null) return null
    const standing = await readStanding(tx, actor.entity, found, charge)
    const sale = await readSale(tx, charge, standing.sellers.map(({ name }) => name).join(', '))
    const draft = await findDraft(tx, id)
    const files = await listFiles(tx, id)
    const history = await readDecided(tx)
    const chance = chanceOf(history, found.reason, found.network)
    const words = draft?.words ?? draftWords(sale, found.reason)
    const { wanted } = ruleOfReason(found.reason)
    const held = wanted.filter((field) =>
      field in FILE_FIELDS
        ? files.some((file) => file.field === field)
        : (words[field as keyof typeof words] ?? '') !== '',
    )
    const leftMinor = leftOf(charge)
    const advice = recommend({
      ...found,
      leftMinor,
      isOver: found.dueAt !== null && found.dueAt <= at,
      daysLeft: found.dueAt === null ? null : Math.floor((found.dueAt.getTime() - at.getTime()) / DAY_MS),
      chance,
      counterFeeMinor: standing.counterFeeMinor,
      evidence: { held: held.length, wanted: wanted.length },
      hasTwin: sale.twinChargeId !== '',
      refundedMinor: charge.refundedMinor,
    })
    const asked = { entity: actor.entity, charge, at }
    const refundMinor = advice.amountMinor > 0n ? advice.amountMinor : leftMinor
    return {
      case: found,
      charge,
      leftMinor,
      standing,
      words,
      draft,
      files,
      wanted,
      held,
      chance: { text: chanceText(chance), words: chanceWords(chance, found.reason, found.network) },
      advice,
      refundMinor,
      orderId: sale.orderId,
      effects: {
        loss: isAtStake(found)
          ? await previewLoss(tx, { ...asked, disputeId: id, amountMinor: found.amountMinor })
          : null,
        refund: canRefund(found, charge) ? await previewRefund(tx, { ...asked, amountMinor: refundMinor }) : null,
      },
      similar: await similarCases(tx, found),
      said: await messagesAboutCharge(tx, charge.id),
      timeline: await caseTimeline(tx, found, charge),
    }
  })
}

export type CasePage = NonNullable<Awaited<ReturnType<typeof readCasePage>>>

const isAtStake = ({ kind, status }: Case): boolean =>
  kind === 'dispute' && !['won', 'lost', 'prevented'].includes(status)

/** While a bank holds the money a refund would pay twice; only what is left beside it can go back. */
const canRefund = ({ kind }: Case, charge: CaseCharge): boolean => leftOf(charge) > 0n && kind !== 'dispute'

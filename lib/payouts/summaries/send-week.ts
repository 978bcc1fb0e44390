import { z } from 'zod'
import { portalLocale } from '#lib/access/seller-model.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { enqueueMessage } from '#lib/messages/enqueue-message.ts'
import { writeMail } from '#lib/messages/templates/write-mail.ts'
import { hashOfWeek, summariesOf } from './draft-week.ts'

const weekArguments = z.object({ weekOn: z.string(), count: z.number().int(), hash: z.string() })

/** Puts the approved summaries of a week into the outbox, each once; drafts that are not those that were approved end it. */
export const weekExecutor: LocalExecutor = {
  recheck: async (tx, proposal) => {
    const { weekOn, hash } = weekArguments.parse(JSON.parse(proposal.arguments))
    return hashOfWeek(await summariesOf(tx, weekOn)) === hash
      ? { ok: true }
      : { ok: false, void: true, reason: 'Another summary of the week was drafted since.' }
  },
  apply: async (tx, proposal, at) => {
    const { weekOn } = weekArguments.parse(JSON.parse(proposal.arguments))
    const rows = await summariesOf(tx, weekOn)
    for (const { id, sellerId, recipient, locale, subject, body } of rows)
      await enqueueMessage(
        tx,
        {
          ...writeMail('weekly_summary', portalLocale(locale), { subject, words: body }),
          ...{ kind: 'mail.send', to: recipient, subjectKind: 'seller', subjectId: sellerId, sellerId },
          ...{ onceKey: `summary:${id}`, createdBy: proposal.id },
        },
        at,
      )
    const sentence = `The week from ${weekOn} goes out to ${rows.length} sellers.`
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: 'payouts.week_sent',
      subject: { kind: 'summary_week', id: weekOn },
      note: sentence,
      refs: [`proposal:${proposal.id}`, ...rows.slice(0, 200).map(({ sellerId }) => `seller:${sellerId}`)],
      at,
    })
    return { objectId: weekOn, sentence }
  },
}

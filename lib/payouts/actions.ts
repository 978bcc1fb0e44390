'use server'

import { z } from 'zod'
import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { explainToSeller, readExplainPanel, ticketToExplain } from './explain/explain-to-seller.ts'
import { proposeThreshold } from './propose-threshold.ts'
import { explainInput, issueInput, tellInput, thresholdInput } from './schema.ts'
import { issueStatementsOf } from './statements/issue-statements.ts'
import { draftWeek } from './summaries/draft-week.ts'

export const proposeThresholdAction = defineAction({
  permission: 'payouts.work',
  input: thresholdInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => {
      const { currency, absolute, perMille, reason } = input
      return proposeThreshold(tx, { actor, currency, absoluteMinor: BigInt(absolute), perMille, reason, at })
    }),
  revalidates: ['/payouts', '/approvals'],
})

/** Issues what a seller's ended months lack now, before the worker comes round to it. */
export const issueStatementsAction = defineAction({
  permission: 'payouts.work',
  input: issueInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => issueStatementsOf(tx, { entity: actor.entity, at }, input.sellerId)),
  revalidates: ['/sellers'],
})

/** What the panel "Explain to seller" shows. */
export const readExplainPanelAction = defineAction({
  permission: 'payouts.read',
  input: explainInput,
  run: ({ actor, input: { locale, ...subject }, at }) => readExplainPanel({ actor, subject, locale, at }),
})

/** Keeps the words and proposes to mail them: they leave once somebody else agreed. */
export const explainToSellerAction = defineAction({
  permission: 'payouts.explain',
  input: tellInput,
  run: ({ actor, input: { locale, subject, body, isReworded, ...about }, at }) =>
    inTransaction(actor.scope, (tx) =>
      explainToSeller(tx, { actor, subject: about, locale, words: { subject, body }, isReworded, at }),
    ),
  revalidates: ['/approvals'],
})

export const ticketToExplainAction = defineAction({
  permission: 'tickets.work',
  input: explainInput,
  run: ({ actor, input: { locale, ...subject }, at }) =>
    inTransaction(actor.scope, (tx) => ticketToExplain(tx, { actor, subject, locale, at })),
  revalidates: ['/tickets'],
})

/** Drafts last week's summaries for sellers and proposes to send them all. */
export const draftWeekAction = defineAction({
  permission: 'payouts.explain',
  input: z.object({}),
  run: ({ actor, at }) =>
    draftWeek({ entity: actor.entity, scope: actor.scope, at, by: { kind: 'person', id: actor.personId } }),
  revalidates: ['/approvals', '/messages'],
})

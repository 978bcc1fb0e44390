import { z } from 'zod'
import { getContractOf } from '#lib/contracts/get-contract.ts'
import { formatMoney } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { restrictionOf } from '#lib/sellers/model.ts'
import { openHolds } from '#lib/sellers/open-holds.ts'
import { failedPayoutOf } from '#lib/settlements/failed-payout.ts'
import { balancesOf, waitingOf } from '#lib/settlements/seller-money.ts'
import type { Block } from '../block-model.ts'
import { namedSeller } from './named-seller.ts'
import { tableBlock, told } from './table-block.ts'
import { defineTool } from './tool.ts'

export const sellerProfileTool = defineTool({
  name: 'seller_profile',
  title: 'A seller',
  description:
    'One seller as it stands now: country, standing, holds, terms, what it is owed and owes, why its money waits. No figures of a period; those are query_metrics.',
  permission: 'sellers.read',
  effect: 'read',
  pii: 'none',
  cost: 'low',
  input: z.object({ seller: z.string().trim().min(1).max(120).describe('sel_…, acct_… or the name') }),
  run: async ({ asker }, { seller: name }) => {
    const { seller, holds, contract, balances, waiting, failed } = await read(asker.scope, async (tx) => {
      const found = await namedSeller(tx, name)
      return {
        seller: found,
        holds: await openHolds(tx, [found.id]),
        contract: await getContractOf(tx, found.id),
        balances: await balancesOf(tx, found.id),
        waiting: await waitingOf(tx, found.id),
        failed: await failedPayoutOf(tx, found.stripeAccount),
      }
    })
    const href = `/sellers/${seller.id}`
    const [hold] = holds
    const restriction = restrictionOf(seller)
    const standing =
      hold === undefined ? (restriction === null ? 'ready' : `restricted: ${restriction}`) : `held: ${hold.reason}`
    const [terms] = contract?.versions ?? []
    const first = seller.firstSaleAt?.toISOString().slice(0, 10) ?? null
    const owes = balances.map(({ owed }) =>
      owed.minor.startsWith('-')
        ? `owes ${formatMoney({ ...owed, minor: owed.minor.slice(1) })}`
        : `is owed ${formatMoney(owed)}`,
    )
    const summary = [
      `${seller.name} (${seller.country}) is ${standing}.`,
      first === null ? 'It has sold nothing yet.' : `Its first sale was on ${first}.`,
      owes.length === 0 ? 'Nothing is owed either way.' : `It ${owes.join(', and ')}.`,
      ...(failed === null ? [] : [`Its last payout of ${formatMoney(failed.amount)} failed: ${failed.why}.`]),
      ...waiting.slice(0, 3).map(({ reason, amount }) => `${formatMoney(amount)} waits: ${reason}`),
    ].join(' ')
    const blocks: Block[] = [
      {
        kind: 'entities',
        noun: 'seller',
        items: [{ label: seller.name, detail: `${seller.country} · ${standing}`, href }],
        found: 1,
      },
      ...(balances.length === 0
        ? []
        : [
            tableBlock(
              `Money of ${seller.name}`,
              [
                { id: 'currency', label: 'Currency' },
                { id: 'owed', label: 'Owed', isAmount: true },
                { id: 'proposed', label: 'Proposed', isAmount: true },
                { id: 'paused', label: 'Paused', isAmount: true },
                { id: 'held', label: 'Not due yet', isAmount: true },
              ],
              balances.map(({ owed, proposed, paused, held }) => ({
                values: [owed.currency, owed, proposed, paused, held],
                href,
              })),
            ),
          ]),
    ]
    return {
      step: `${seller.name} as it stands now`,
      blocks,
      facts: {
        summary,
        seller: { id: seller.id, account: seller.stripeAccount, name: seller.name, country: seller.country },
        standing,
        firstSaleOn: first,
        terms: terms === undefined ? [] : [...terms.rules, ...terms.tiers, ...terms.conditions],
        balances: balances.map(({ owed, proposed, paused, held, nextDueOn }) => ({
          owed: told(owed),
          proposed: told(proposed),
          paused: told(paused),
          notDueYet: told(held),
          nextDueOn,
        })),
        waiting: waiting.map(({ reason, amount, whoLifts }) => ({ reason, amount: told(amount), whoLifts })),
      },
      citations: [
        { label: seller.name, href },
        ...(contract === null ? [] : [{ label: contract.name, href: `/contracts/${contract.id}` }]),
      ],
      rows: 1 + balances.length,
      more: false,
    }
  },
})

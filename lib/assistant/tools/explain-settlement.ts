import { z } from 'zod'
import { formatMoney } from '#lib/money/format.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { getSettlement } from '#lib/settlements/get-settlement.ts'
import { nothingCalled } from '../refusals.ts'
import { tableBlock, told } from './table-block.ts'
import { defineTool } from './tool.ts'

export const explainSettlementTool = defineTool({
  name: 'explain_settlement',
  title: 'A settlement',
  description:
    'One settlement by stl_…, its charge, invoice number or order: how a sale was split between sellers, commission, tax and fees, why a share waits, and the rule behind each line.',
  permission: 'settlements.read',
  effect: 'read',
  pii: 'none',
  cost: 'low',
  input: z.object({
    settlement: z.string().trim().min(1).max(120).describe('stl_…, ch_…, in_…, an invoice number or an order'),
  }),
  run: async ({ asker }, { settlement: name }) => {
    const settlement = await read(asker.scope, async (tx) => {
      const id = await idOf(tx, name)
      return id === null ? null : getSettlement(tx, id)
    })
    if (settlement === null) throw nothingCalled('settlement', name)
    const { lines, shares, version } = settlement
    const href = `/settlements/${settlement.id}`
    const current = lines.filter((line) => line.version === version)
    const waiting = shares.filter(({ reason }) => reason !== '')
    const failed = settlement.checks.filter(({ passed }) => !passed)
    return {
      step: `Settlement ${settlement.invoiceNumber || settlement.sourceId}, ${shares.length} shares`,
      blocks: [
        tableBlock(
          'Who gets what',
          [
            { id: 'seller', label: 'Seller' },
            { id: 'owed', label: 'Owed', isAmount: true },
            { id: 'transferred', label: 'Transferred', isAmount: true },
            { id: 'state', label: 'State' },
            { id: 'reason', label: 'Why it waits' },
          ],
          shares.map((share) => ({
            values: [
              { text: share.sellerName, raw: share.sellerId, href: `/sellers/${share.sellerId}` },
              share.owed,
              share.transferred,
              share.state,
              share.reason,
            ],
            href,
          })),
        ),
      ],
      facts: {
        summary: [
          settlement.summary,
          ...(settlement.refunded.minor === '0' ? [] : [`${formatMoney(settlement.refunded)} was refunded.`]),
          ...waiting.slice(0, 3).map(({ sellerName, reason }) => `${sellerName}: ${reason}`),
          ...failed.slice(0, 3).map(({ sentence }) => sentence),
        ].join(' '),
        state: settlement.state,
        gross: told(settlement.gross),
        refunded: told(settlement.refunded),
        commission: told(settlement.commission),
        tax: told(settlement.tax),
        processorFee: told(settlement.processorFee),
        owed: told(settlement.owed),
        lines: current.map(({ description, sellerName, gross, commission, share, trace }) => ({
          description,
          sellerName,
          gross: told(gross),
          commission: told(commission),
          share: told(share),
          trace,
        })),
        shares: shares.map(({ sellerName, state, owed, transferred, reason }) => ({
          sellerName,
          state,
          owed: told(owed),
          transferred: told(transferred),
          reason,
        })),
      },
      citations: [
        { label: `Settlement ${settlement.invoiceNumber || settlement.sourceId}`, href },
        ...shares.slice(0, 5).map(({ sellerId, sellerName }) => ({ label: sellerName, href: `/sellers/${sellerId}` })),
      ],
      rows: current.length,
      more: false,
    }
  },
})

async function idOf(tx: Sql, name: string): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    `SELECT id FROM settlement WHERE entity_id = $1 AND livemode = $2
        AND (id = $3 OR source_id = $3 OR charge_id = $3 OR invoice_id = $3 OR invoice_number = $3 OR order_id = $3)
      ORDER BY id = $3 DESC, id DESC LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, name],
  )
  return row?.id ?? null
}

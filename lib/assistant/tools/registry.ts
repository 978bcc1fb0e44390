import { holds, type Permission } from '#lib/access/permissions.ts'
import { draftMessageTool } from './draft-message.ts'
import { explainOwnPayoutTool } from './explain-own-payout.ts'
import { explainPayoutTool } from './explain-payout.ts'
import { explainSettlementTool } from './explain-settlement.ts'
import { findSellersTool } from './find-sellers.ts'
import { forecastTool } from './forecast.ts'
import { listApprovalsTool } from './list-approvals.ts'
import { listVariancesTool } from './list-variances.ts'
import { proposeAdjustmentTool } from './propose-adjustment.ts'
import { proposeHoldTool } from './propose-hold.ts'
import { proposeResolutionTool } from './propose-resolution.ts'
import { queryMetricsTool } from './query-metrics.ts'
import { reconciliationStatusTool } from './reconciliation-status.ts'
import { searchPoliciesTool } from './search-policies.ts'
import { sellerProfileTool } from './seller-profile.ts'
import type { Asker, Tool } from './tool.ts'

/** Every tool there is. What is not kept yet has none: usage, recurring revenue, churn. */
const TOOLS: readonly Tool[] = [
  queryMetricsTool,
  forecastTool,
  findSellersTool,
  sellerProfileTool,
  explainPayoutTool,
  explainSettlementTool,
  reconciliationStatusTool,
  listVariancesTool,
  listApprovalsTool,
  searchPoliciesTool,
  draftMessageTool,
  proposeHoldTool,
  proposeAdjustmentTool,
  proposeResolutionTool,
]

/** What tools are called, in the order in which models are told of them. */
export const toolNames = (): string[] => TOOLS.map(({ name }) => name)

/** What a stored call of a tool needs of whoever reads it; a tool that is gone is nobody's. */
export const permissionOf = (name: string): Permission | null =>
  TOOLS.find((tool) => tool.name === name)?.permission ?? null

/** The tools of one person. What the roles do not allow is not there at all, so nothing that a model says can reach it. */
export function toolsFor({ roles, scope }: Pick<Asker, 'roles' | 'scope'>): Tool[] {
  if (scope.role === 'tieout_seller')
    return [...TOOLS.filter(({ isForSellers }) => isForSellers === true), explainOwnPayoutTool]
  return TOOLS.filter(({ permission }) => holds(roles, permission))
}

import { holds } from '#lib/access/permissions.ts'
import { findSellersTool } from './find-sellers.ts'
import { queryMetricsTool } from './query-metrics.ts'
import { searchPoliciesTool } from './search-policies.ts'
import type { Asker, Tool } from './tool.ts'

/** Every tool there is. What is not kept yet has none: forecasts, usage, recurring revenue, churn. */
const TOOLS: readonly Tool[] = [queryMetricsTool, findSellersTool, searchPoliciesTool]

/** The tools of one person. What the roles do not allow is not there at all, so nothing that a model says can reach it. */
export function toolsFor({ roles, scope }: Pick<Asker, 'roles' | 'scope'>): Tool[] {
  if (scope.role === 'tieout_seller') return TOOLS.filter(({ isForSellers }) => isForSellers === true)
  return TOOLS.filter(({ permission }) => holds(roles, permission))
}

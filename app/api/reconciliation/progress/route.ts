import { defineRoute } from '#lib/access/define-route.ts'
import { read } from '#lib/platform/db.ts'
import { readRuns } from '#lib/reconciliation/progress/run-progress.ts'

export const GET = defineRoute({
  permission: 'variances.read',
  run: async ({ actor }) =>
    Response.json(await read(actor.scope, readRuns), { headers: { 'cache-control': 'no-store' } }),
})

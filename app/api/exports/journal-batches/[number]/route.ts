import { defineRoute } from '#lib/access/define-route.ts'
import { LAYOUTS } from '#lib/ledger/batches/batch-model.ts'
import { noBatch } from '#lib/ledger/batches/batch-refusals.ts'
import { batchFile } from '#lib/ledger/batches/export-batch.ts'

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, params }) => {
    const asked = new URL(request.url).searchParams.get('layout') ?? 'csv'
    const layout = LAYOUTS.find((one) => one === asked)
    if (layout === undefined || !/^[1-9]\d{0,8}$/.test(params.number ?? '')) throw noBatch()
    return batchFile(actor, Number(params.number), layout)
  },
})

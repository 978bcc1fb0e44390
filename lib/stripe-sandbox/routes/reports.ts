import { DAY } from '../core/clock.ts'
import { invalid, missing } from '../core/failure.ts'
import type { World } from '../core/world.ts'
import { integer, listOf, object, required, text } from '../http/params.ts'
import { CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { createReportRun } from '../objects/report-run.ts'
import { REPORTS } from '../objects/report-table.ts'

const parameters = object({
  interval_start: integer,
  interval_end: integer,
  currency: text,
  payout: text,
  connected_account: text,
  reporting_category: text,
  timezone: text,
  columns: listOf(text),
})

type Asked = { columns?: string[] | undefined; connected_account?: string | undefined }

const typeOf = (world: World, id: string) => {
  const table = REPORTS[id]
  if (table === undefined) throw missing('report type', id)
  const end = world.now() - (world.now() % DAY)
  return {
    id,
    object: 'reporting.report_type',
    data_available_end: end,
    data_available_start: 0,
    default_columns: [...table.columns],
    livemode: false,
    name: id.replace(/\.\d+$/, '').replaceAll(/[._]/g, ' '),
    updated: end,
    version: Number(id.split('.').at(-1)),
  }
}

/** Report types and runs; a run's file is under `/v1/files`. */
export const reportRoutes: Route[] = [
  route('GET', '/v1/reporting/report_types', {}, ({ world }) => ({
    object: 'list',
    data: Object.keys(REPORTS).map((id) => typeOf(world, id)),
    has_more: false,
    url: '/v1/reporting/report_types',
  })),
  route('GET', '/v1/reporting/report_types/:id', {}, ({ world, ids }) => typeOf(world, lastOf(ids))),
  route('POST', '/v1/reporting/report_runs', { report_type: required(text), parameters }, (call) => {
    const { world, account, params } = call
    const table = REPORTS[params.report_type]
    if (table === undefined) throw missing('report type', params.report_type, 'report_type', 400)
    const asked: Asked = params.parameters ?? {}
    const strange = asked.columns?.find((name) => !table.columns.includes(name))
    if (strange !== undefined) throw invalid(`Unknown column: ${strange}`, 'parameters[columns]')
    if (asked.connected_account !== undefined) {
      world.require('account', world.platform, asked.connected_account, 'parameters[connected_account]', 400)
    }
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
    return reply(call, 'report_run', createReportRun(world, account, params.report_type, given))
  }),
  getRoute('/v1/reporting/report_runs/:id', 'report_run'),
  listRoute('/v1/reporting/report_runs', 'report_run', CREATED),
  getRoute('/v1/files/:id', 'stored_file'),
  listRoute('/v1/files', 'stored_file', { ...CREATED, purpose: text }),
]

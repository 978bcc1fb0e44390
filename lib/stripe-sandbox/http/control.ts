import { z } from 'zod'
import { LAST_RESORTS, setDunning } from '../billing/dunning.ts'
import { DAY, wallSeconds } from '../core/clock.ts'
import { Failure, invalid, missing } from '../core/failure.ts'
import { show } from '../core/render.ts'
import type { World } from '../core/world.ts'
import { GO_LIVE_DAYS, generate, type Scale } from '../generate/state.ts'
import { listFiles, listPlanted, readFile } from '../generate/truth.ts'
import { controlPage } from '../hosted/control-page.ts'
import { runDueJobs } from '../jobs/run-due.ts'
import { setRestricted } from '../objects/account.ts'
import { openAppeal } from '../objects/appeal.ts'
import { openDispute } from '../objects/dispute.ts'
import { DISPUTE_REASONS } from '../objects/dispute-row.ts'
import { warn } from '../objects/fraud-warning.ts'
import { FAILURE_CODES, failPayout } from '../objects/payout-failure.ts'
import { failRefund } from '../objects/refund-failure.ts'
import { holdInReserve, releaseHold } from '../objects/reserve-hold.ts'
import { openReview } from '../objects/review.ts'
import { failTopup } from '../objects/topup.ts'
import type { Courier } from '../webhooks/deliver.ts'
import { resend } from '../webhooks/queue.ts'
import { type Faults, faultPlanSchema } from './faults.ts'
import type { RequestLog } from './request-log.ts'
import { createRestrictedKey, newKeySchema } from './restricted-key.ts'

const ADVANCE_MAX = 400 * DAY

const clockSchema = z.strictObject({ advance_seconds: z.int().min(0).max(ADVANCE_MAX) })
const resetSchema = z.strictObject({
  seed: z.int().nonnegative().optional(),
  end: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  scale: z.enum(['empty', 'small', 'demo', 'large']).optional(),
  discrepancies: z.boolean().optional(),
  members: z.int().min(0).max(5_000).optional(),
})
const appealSchema = z.strictObject({ dispute: z.string() })
const chargeSchema = z.strictObject({ charge: z.string() })
const refundSchema = z.strictObject({ refund: z.string() })
const payoutSchema = z.strictObject({
  payout: z.string(),
  code: z.enum(FAILURE_CODES).default('account_closed'),
  disables_bank: z.boolean().default(true),
})
const reserveSchema = z.strictObject({
  account: z.string(),
  amount: z.int().positive(),
  currency: z.string().regex(/^[a-z]{3}$/),
  release_after_days: z.int().min(1).max(180).optional(),
})
const releaseSchema = z.strictObject({ hold: z.string(), amount: z.int().positive().optional() })
const topupSchema = z.strictObject({ topup: z.string() })
const disputeSchema = z.strictObject({
  charge: z.string(),
  amount: z.int().positive().optional(),
  reason: z.enum(DISPUTE_REASONS).default('fraudulent'),
  form: z.enum(['dispute', 'inquiry', 'prevented', 'final']).default('dispute'),
})
const dunningSchema = z.strictObject({
  retry_days: z.array(z.int().min(1).max(60)).max(8).optional(),
  last_resort: z.enum(LAST_RESORTS).optional(),
})
const resendSchema = z.strictObject({ event: z.string() })
const restrictSchema = z.strictObject({ account: z.string(), restricted: z.boolean() })

type ControlRequest = { method: string; path: string; query: URLSearchParams; body: string }
type ControlAnswer = { status: number; type: string; body: string }
type Parts = { world: World; faults: Faults; log: RequestLog; courier: Courier }

const LOG_LIMIT = 100
const LOG_LIMIT_MAX = 50_000

/** The sandbox's own controls under `/_sandbox`. They are not part of Stripe and never exist in production. */
export async function control(parts: Parts, request: ControlRequest): Promise<ControlAnswer> {
  const { world, faults, log, courier } = parts
  const name = request.path.slice('/_sandbox/'.length)
  switch (`${request.method} ${name}`) {
    case 'GET ':
      return { status: 200, type: 'text/html; charset=utf-8', body: controlPage() }
    case 'GET clock':
      return json(describeClock(world))
    case 'POST clock': {
      const { advance_seconds } = read(clockSchema, request.body)
      advance(world, advance_seconds)
      courier.nudge()
      return json(describeClock(world))
    }
    case 'POST reset':
      await reset(world, read(resetSchema, request.body))
      return json(describeClock(world))
    case 'POST restrict': {
      const { account, restricted } = read(restrictSchema, request.body)
      const changed = world.transaction(() => setRestricted(world, account, restricted))
      courier.nudge()
      return json(show(world, world.platform, 'account', changed))
    }
    case 'POST disputes': {
      const { charge, ...wanted } = read(disputeSchema, request.body)
      const found = world.store.findAnywhere('charge', charge)
      if (!found) throw missing('charge', charge, 'charge')
      const opened = world.transaction(() => openDispute(world, found.account, found.row, wanted))
      courier.nudge()
      return json(show(world, found.account, 'dispute', opened))
    }
    case 'POST appeals': {
      const { dispute } = read(appealSchema, request.body)
      const found = world.store.findAnywhere('dispute', dispute)
      if (!found) throw missing('dispute', dispute, 'dispute')
      const opened = world.transaction(() => openAppeal(world, found.account, found.row))
      courier.nudge()
      return json(show(world, found.account, 'dispute', opened))
    }
    case 'POST dunning': {
      const { retry_days: retryDays, last_resort: lastResort } = read(dunningSchema, request.body)
      const set = world.transaction(() =>
        setDunning(world, { ...(retryDays && { retryDays }), ...(lastResort && { lastResort }) }),
      )
      return json({ retry_days: set.retryDays, last_resort: set.lastResort })
    }
    case 'POST warnings': {
      const found = world.store.findAnywhere('charge', read(chargeSchema, request.body).charge)
      if (!found) throw missing('charge', read(chargeSchema, request.body).charge, 'charge')
      const warned = world.transaction(() => warn(world, found.account, found.row))
      courier.nudge()
      return json(show(world, found.account, 'early_fraud_warning', warned))
    }
    case 'POST reviews': {
      const { charge } = read(chargeSchema, request.body)
      const found = world.store.findAnywhere('charge', charge)
      if (!found) throw missing('charge', charge, 'charge')
      const opened = world.transaction(() => openReview(world, found.account, found.row))
      courier.nudge()
      return json(show(world, found.account, 'review', opened))
    }
    case 'POST refund_failures': {
      const { refund } = read(refundSchema, request.body)
      const found = world.store.findAnywhere('refund', refund)
      if (!found) throw missing('refund', refund, 'refund')
      world.transaction(() => failRefund(world, found.account, refund))
      courier.nudge()
      return json(show(world, found.account, 'refund', world.require('refund', found.account, refund)))
    }
    case 'POST payout_failures': {
      const { payout, code, disables_bank } = read(payoutSchema, request.body)
      const found = world.store.findAnywhere('payout', payout)
      if (!found) throw missing('payout', payout, 'payout')
      const { account, row } = found
      const failed = world.transaction(() => failPayout(world, account, row, code, { disablesBank: disables_bank }))
      courier.nudge()
      return json(show(world, account, 'payout', failed))
    }
    case 'POST topup_failures': {
      const { topup } = read(topupSchema, request.body)
      const failed = world.transaction(() => failTopup(world, world.platform, topup))
      courier.nudge()
      return json(show(world, world.platform, 'topup', failed))
    }
    case 'POST reserves': {
      const { account, release_after_days, ...wanted } = read(reserveSchema, request.body)
      world.require('account', world.platform, account, 'account')
      const held = world.transaction(() =>
        holdInReserve(world, account, { ...wanted, releaseAfterDays: release_after_days ?? null }),
      )
      courier.nudge()
      return json(show(world, account, 'reserve_hold', held))
    }
    case 'POST reserve_releases': {
      const { hold, amount } = read(releaseSchema, request.body)
      const found = world.store.findAnywhere('reserve_hold', hold)
      if (!found) throw missing('reserve hold', hold, 'hold')
      const { account, row } = found
      const released = world.transaction(() =>
        releaseHold(world, account, row, { amount, reason: 'hold_released_early' }),
      )
      courier.nudge()
      return json(show(world, account, 'reserve_hold', released))
    }
    case 'POST keys': {
      const wanted = read(newKeySchema, request.body)
      return json({ key: world.transaction(() => createRestrictedKey(world, wanted)), ...wanted })
    }
    case 'GET truth':
      return json({ planted: listPlanted(world) })
    case 'GET files':
      return json({ files: listFiles(world) })
    case 'GET faults':
      return json(faults.describe())
    case 'POST faults':
      faults.plan(read(faultPlanSchema, request.body))
      return json(faults.describe())
    case 'GET requests':
      return json({ total: log.total, requests: log.newest(limitOf(request.query)) })
    case 'GET deliveries':
      return json({ deliveries: listDeliveries(world, limitOf(request.query)) })
    case 'POST resend': {
      const found = world.store.findAnywhere('event', read(resendSchema, request.body).event)
      if (!found) throw missing('event', read(resendSchema, request.body).event, 'event')
      const sent = world.transaction(() => resend(world, found.account, found.row))
      courier.nudge()
      return json({ event: found.row.id, endpoints: sent })
    }
    case 'POST deliver':
      return json(await courier.flush())
    default:
      return fileOrMissing(world, request)
  }
}

/** Moves time forward, doing on the way everything that falls due. */
function advance(world: World, seconds: number): void {
  const target = world.now() + seconds
  runDueJobs(world, target)
  world.transaction(() => world.clock.set(target))
}

export function describeClock(world: World) {
  const { meta } = world.store
  const end = meta.number('end')
  return {
    now: world.now(),
    offset_seconds: world.now() - wallSeconds(),
    frozen: world.clock.frozen,
    end,
    go_live: end - GO_LIVE_DAYS * DAY,
    seed: meta.number('seed'),
    scale: meta.text('scale') ?? 'empty',
    platform: world.platform,
  }
}

async function reset(world: World, wanted: z.infer<typeof resetSchema>): Promise<void> {
  const { meta } = world.store
  await generate(world, {
    seed: wanted.seed ?? meta.number('seed'),
    end: wanted.end === undefined ? meta.number('end') : instantOf(wanted.end),
    scale: wanted.scale ?? ((meta.text('scale') ?? 'empty') as Scale),
    discrepancies: wanted.discrepancies ?? meta.text('discrepancies') !== 'no',
    members: wanted.members,
  })
}

/** Unix seconds of an ISO date or instant. */
export const instantOf = (iso: string): number => Math.floor(Date.parse(iso) / 1000)

function listDeliveries(world: World, limit: number) {
  return world.store
    .statement(
      `SELECT delivery.seq AS id, delivery.event, event.by_type AS type, delivery.account, endpoint, state, attempts, due_ms,
              last_status, last_error, delivered_ms, is_duplicate, flaw
         FROM delivery JOIN event ON event.id = delivery.event ORDER BY delivery.seq DESC LIMIT ?`,
    )
    .all(limit)
}

function fileOrMissing(world: World, { method, path }: ControlRequest): ControlAnswer {
  const prefix = '/_sandbox/files/'
  const file = method === 'GET' && path.startsWith(prefix) ? readFile(world, path.slice(prefix.length)) : undefined
  if (file) return { status: 200, type: file.type, body: file.body }
  throw missing('sandbox control', `${method} ${path}`)
}

function limitOf(query: URLSearchParams): number {
  const given = query.get('limit') ?? String(LOG_LIMIT)
  if (!/^\d{1,6}$/.test(given)) throw invalid('limit must be a whole number', 'limit')
  return Math.min(Number(given), LOG_LIMIT_MAX)
}

function read<S extends z.ZodType>(schema: S, body: string): z.infer<S> {
  let given: unknown
  try {
    given = JSON.parse(body === '' ? '{}' : body)
  } catch (cause) {
    throw new Failure({ status: 400, type: 'invalid_request_error', message: `The body is not JSON: ${String(cause)}` })
  }
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw invalid(z.prettifyError(parsed.error))
}

const json = (value: unknown): ControlAnswer => ({
  status: 200,
  type: 'application/json',
  body: JSON.stringify(value, null, 2),
})

import { DAY, HOUR } from '../core/clock.ts'
import type { World } from '../core/world.ts'
import { fundsOf } from '../money/ledger.ts'
import { addBankAccount, bankAccountFor, type PayoutInterval, updateAccount } from '../objects/account.ts'
import { createManualPayout } from '../objects/payout.ts'
import { removeBank, updateBank } from '../objects/payout-bank.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import type { Step } from './agenda.ts'
import type { Episode } from './episodes.ts'
import { accountOf, partOf, type Stage } from './stage.ts'

const TAKEN_OUT_BEFORE = 30 * HOUR
const INSTANT_KEEPS_PERCENT = 98
const CASH_OUT_MINIMUM = 5000

/** What an episode does beside selling: another bank account, money kept back, and everything taken out at once. */
export function episodeSteps(stage: Stage, episode: Episode): Step[] {
  const { kind, isInnocent, from, until, strength } = episode
  const { world } = stage
  const account = accountOf(stage, episode.seller)
  const steps: Step[] = []
  const changesBank = kind === 'new_bank' || kind === 'shared_bank'
  if (changesBank) steps.push({ at: from + 6 * HOUR, act: () => changeBank(stage, episode) })
  const takesOut = kind === 'cash_out' || (changesBank && !isInnocent)
  if (!takesOut) return steps
  const keptFrom = kind === 'cash_out' ? until - TAKEN_OUT_BEFORE - Math.round(strength * DAY) : from + 7 * HOUR
  const method = isInnocent ? 'standard' : 'instant'
  steps.push(
    { at: keptFrom, act: () => setInterval(world, account, 'manual') },
    { at: until - TAKEN_OUT_BEFORE, act: () => takeOut(world, account, method) },
    { at: until + DAY, act: () => setInterval(world, account, partOf(stage, episode.seller).interval) },
  )
  return steps.filter(({ at }) => at < stage.end - HOUR)
}

/** Another bank account of the seller's currency takes the place of the one it had; a partner's has the same fingerprint. */
function changeBank(stage: Stage, { seller, partner }: Episode): void {
  const { world } = stage
  const account = accountOf(stage, seller)
  const { country, currency, name } = partOf(stage, seller)
  const old = bankAccountFor(world, account, currency)
  const added = addBankAccount(world, account, { country, currency, holder: name })
  const theirs = partner === null ? undefined : bankAccountFor(world, accountOf(stage, partner), currency)
  const bank = theirs
    ? world.store.update('bank_account', added, { fingerprint: theirs.fingerprint, last4: theirs.last4 })
    : added
  recordEvent(world, account, 'account.external_account.created', 'bank_account', bank)
  const current = updateBank(world, account, bank, { default_for_currency: true })
  if (old) removeBank(world, account, world.require('bank_account', account, old.id))
  if (!current.default_for_currency) throw new Error(`The new bank account of ${seller} is not the one it is paid to.`)
}

function setInterval(world: World, id: string, interval: PayoutInterval): void {
  const account = world.require('account', world.platform, id)
  const { settings } = account
  if (!settings?.payouts) return
  const payouts = { ...settings.payouts, schedule: { ...settings.payouts.schedule, interval } }
  updateAccount(world, account, { settings: { ...settings, payouts } })
}

function takeOut(world: World, account: string, method: 'standard' | 'instant'): void {
  for (const { currency, available } of fundsOf(world, account)) {
    if (available < CASH_OUT_MINIMUM) continue
    const amount = method === 'instant' ? Math.floor((available * INSTANT_KEEPS_PERCENT) / 100) : available
    createManualPayout(world, account, { amount, currency, description: 'Cash out', metadata: {}, method })
  }
}

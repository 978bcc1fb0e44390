import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { linkToken } from '#lib/people/link-token.ts'
import { clock, setClockForTest } from '#lib/platform/clock.ts'
import { closeDatabase, inTransaction, read } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { acceptAt } from './accept-invite.ts'
import { advance } from './advance.ts'
import { agreeToTerms } from './agree.ts'
import { isSettled } from './checklist-model.ts'
import { daysToLive } from './days-to-live.ts'
import { releaseFirstPayment } from './decide-review.ts'
import { openOnboardingAtStripe, readOwnOnboarding } from './for-seller.ts'
import { getOnboarding, type OnboardingDetail } from './get-onboarding.ts'
import { inviteSeller, resendInvite, revokeInvite } from './invite.ts'
import { inviteMany, previewInvites } from './invite-many.ts'
import { letPass } from './let-pass.ts'
import { countOnboardings, listOnboardings } from './list-onboardings.ts'
import { refreshOnboarding } from './refresh.ts'
import { remindSeller } from './remind.ts'
import { OPEN_STATES, type ShownState } from './state-model.ts'
import { stripeSide } from './stripe-side.ts'
import { AT, aMarketplace, everything, type FakeStripe, fakeStripe, fieldsOf, later, ownerOf } from './testing.ts'

let entity: Entity
let operator: Actor
let rows: Rows
let side: FakeStripe

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'empty', end: '2026-11-20T12:00:00Z', frozen: true })
  process.env.STRIPE_API_BASE = sandbox.url
  ;({ entity, operator } = await aMarketplace())
  rows = await openRows()
  side = fakeStripe()
})
afterAll(async () => {
  setClockForTest(null)
  await sandbox.close()
  await rows.close()
  await closeDatabase()
})

const invite = (name: string, changes = {}) =>
  inTransaction(operator.scope, (tx) =>
    inviteSeller(tx, { actor: operator, fields: fieldsOf(name, changes), at: AT }),
  ).then(({ onboardingId }) => onboardingId)
const tokenOf = (id: string, linkNo = 1) => linkToken('invitation', `${id} ${linkNo}`)
const accept = (id: string, { at = AT, linkNo = 1 } = {}) =>
  acceptAt(entity, side, { token: tokenOf(id, linkNo), source: id, at })
const look = (id: string, at = AT) => refreshOnboarding({ entity, onboardingId: id, side, at })
const seen = async (id: string, at = AT): Promise<OnboardingDetail> => {
  const found = await read(operator.scope, (tx) => getOnboarding(tx, id, at))
  if (found === null) throw new Error(`there is no ${id}`)
  return found
}
/** Somebody who died leaves a lease; a minute later somebody else may ask. */
const afterTheLease = async (id: string) => {
  await rows.query(`UPDATE onboarding SET asking_until = NULL WHERE id = $1`, [id])
}
const agree = async (id: string, at = AT) => {
  const { sellerId } = await seen(id)
  const own = await readOwnOnboarding(ownerOf(entity, sellerId))
  await agreeToTerms(ownerOf(entity, sellerId), own?.termsHash ?? '', at)
}
const auditOf = (id: string) =>
  rows
    .query<{ action: string }>(`SELECT action FROM audit_record WHERE subject_id = $1 ORDER BY 1`, [id])
    .then((all) => [...new Set(all.map(({ action }) => action))])

describe('an invitation', () => {
  test('of one address by two people at once is one, and the other is told', async () => {
    const both = await Promise.allSettled([invite('Twice'), invite('Twice')])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { field: 'email', status: 409 } })
    const mails = await rows.query(`SELECT FROM message WHERE recipient = 'twice@seller.test'`)
    expect(mails).toHaveLength(1)
  })

  test('refuses an address that a seller has, and a template that is not there', async () => {
    await rows.insert('seller', {
      id: `sel_${'k'.repeat(26)}`,
      entity_id: entity.id,
      livemode: false,
      stripe_account: 'acct_known',
      name: 'Known',
      email: 'Known@seller.test',
    })
    await expect(invite('Known')).rejects.toMatchObject({ message: 'The seller Known has this address.' })
    await expect(invite('Odd', { template: 'Generous' })).rejects.toMatchObject({ field: 'template' })
  })

  test('works once, before it ends; a new link ends the one before, and taking it back ends both', async () => {
    const id = await invite('Link')
    await expect(accept(id, { at: later(15) })).rejects.toMatchObject({ code: 'onboarding.not_usable' })
    expect((await seen(id, later(15))).state).toBe('expired')
    await inTransaction(operator.scope, (tx) => resendInvite(tx, { actor: operator, onboardingId: id, at: later(15) }))
    await expect(accept(id, { at: later(15) })).rejects.toMatchObject({ code: 'onboarding.not_usable' })
    const both = await Promise.allSettled([
      accept(id, { at: later(16), linkNo: 2 }),
      accept(id, { at: later(16), linkNo: 2 }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(side.asked.filter((call) => call.startsWith(`open onboarding:${id}`))).toHaveLength(1)

    const other = await invite('Gone')
    const revoke = () =>
      inTransaction(operator.scope, (tx) =>
        revokeInvite(tx, { actor: operator, onboardingId: other, reason: 'A mistake.', at: AT }),
      )
    await revoke()
    await expect(revoke()).rejects.toMatchObject({ code: 'onboarding.not_invited' })
    await expect(accept(other)).rejects.toMatchObject({ code: 'onboarding.not_usable' })
    expect(await invite('Gone')).not.toBe(other)
  })

  test('of many at once says line by line what is sent and what is refused, and why', async () => {
    const list = [
      'name,email,country,currency,template',
      'Ada,ada@seller.test,DE,EUR,standard',
      'Twin,ADA@seller.test,DE,EUR,Standard',
      'Bob,bob@seller,DE,EUR,Standard',
      'Cem,cem@seller.test,XX,EUR,Standard',
      'Dan,dan@seller.test,DE,EUR,Nothing',
      'Known,known@seller.test,DE,EUR,Standard',
    ].join('\n')
    const lines = await previewInvites(operator, list)
    expect(lines.map(({ line, problem }) => [line, problem === null])).toEqual([
      [2, true],
      [3, false],
      [4, false],
      [5, false],
      [6, false],
      [7, false],
    ])
    expect(lines[1]?.problem).toBe('The same address stands on line 2.')
    expect(await inviteMany(operator, list, AT)).toMatchObject({ sent: 1, lines: { length: 5 } })
    // Without a header the columns stand in our order.
    expect(await previewInvites(operator, 'Ada,ada@seller.test,DE,EUR,Standard')).toMatchObject([
      { line: 1, problem: 'Ada was invited with this address already.' },
    ])
  })
})

describe('the account at Stripe', () => {
  test.each(['lost after', 'dies after'] as const)(
    'is looked up, not asked for again, when the call was %s',
    async (ending) => {
      const id = await invite(`Call ${ending.replaceAll(' ', '')}`, {
        email: `${ending.replaceAll(' ', '')}@seller.test`,
      })
      side.endings = [ending]
      const first = await accept(id).catch((error: Error) => error.message)
      expect(first).toEqual(ending === 'dies after' ? 'the process died' : { enter: null })
      expect((await seen(id)).state).toBe('accepted')
      await afterTheLease(id)
      await look(id)
      expect(side.asked.filter((call) => call.includes(id)).map((call) => call.split(' ')[0])).toEqual(['open', 'find'])
      expect(await seen(id)).toMatchObject({ state: 'account', stripeAccount: side.accounts.get(id)?.row.id })
    },
  )

  test('that never arrived is asked for under the same key; one that Stripe refused under the next', async () => {
    const id = await invite('Again')
    side.endings = ['lost before', 'refused', 'answered']
    await accept(id)
    await afterTheLease(id)
    await look(id)
    expect(await seen(id)).toMatchObject({ state: 'accepted', askProblem: 'Country not supported.' })
    await look(id)
    const asked = side.asked.filter((call) => call.includes(id))
    expect(asked).toEqual([
      `open onboarding:${id}:account:0`,
      `find ${id}`,
      `open onboarding:${id}:account:0`,
      `open onboarding:${id}:account:1`,
    ])
    expect((await seen(id)).state).toBe('account')
  })

  test('is opened once by two workers at once', async () => {
    const id = await invite('Workers')
    side.endings = ['lost before']
    await accept(id)
    await afterTheLease(id)
    await Promise.all([look(id), look(id)])
    expect(
      await rows.query(`SELECT FROM seller WHERE stripe_account = $1`, [side.accounts.get(id)?.row.id]),
    ).toHaveLength(1)
    expect(side.asked.filter((call) => call.startsWith(`open onboarding:${id}`))).toHaveLength(2)
  })
})

test('from the invitation to the first payout, with a deviation, a reminder and a review', async () => {
  const id = await invite('Anna')
  await accept(id, { at: later(1) })
  const { sellerId } = await seen(id)
  const [hold] = await rows.query<{ id: string }>(`SELECT id FROM seller_hold WHERE seller_id = $1`, [sellerId])
  expect(hold).toBeDefined()
  await inTransaction(operator.scope, (tx) => remindSeller(tx, { actor: operator, onboardingId: id, at: later(1) }))
  await expect(
    inTransaction(operator.scope, (tx) => remindSeller(tx, { actor: operator, onboardingId: id, at: later(1.5) })),
  ).rejects.toMatchObject({ code: 'onboarding.no_reminder' })

  side.say(id, {
    ...everything('Anna'),
    banks: [{ id: 'ba_x', country: 'AT', currency: 'EUR', holder: 'Anna', last4: '1' }],
  })
  await look(id, later(2))
  expect((await seen(id)).state).toBe('contract')
  await expect(agreeToTerms(ownerOf(entity, sellerId), 'f'.repeat(64), later(2))).rejects.toMatchObject({
    code: 'onboarding.terms_changed',
  })
  await agree(id, later(3))
  const atChecks = await seen(id)
  expect(atChecks).toMatchObject({ state: 'checks', termsHash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(await rows.query(`SELECT FROM contract_version WHERE contract_id = $1`, [atChecks.contractId])).toHaveLength(1)
  const release = () =>
    inTransaction(operator.scope, (tx) =>
      releaseFirstPayment(tx, { actor: operator, onboardingId: id, round: 1, reason: 'Looked at it.', at: later(4) }),
    )
  await expect(release()).rejects.toMatchObject({ code: 'onboarding.checks_open' })
  const finding = atChecks.checks.find(({ key }) => key === 'bank_country')?.reason ?? ''
  const pass = (text: string) =>
    inTransaction(operator.scope, (tx) => {
      const deviation = { check: 'bank_country' as const, finding: text, reason: 'Lives across the border.' }
      return letPass(tx, { actor: operator, onboardingId: id, ...deviation, at: later(4) })
    })
  await expect(pass('something else')).rejects.toMatchObject({ code: 'onboarding.no_deviation' })
  await pass(finding)
  expect((await seen(id)).state).toBe('review')

  const { proposalId } = await release()
  if (proposalId === null)
    expect((await seen(id)).steps.find(({ label }) => label.includes('reviewed'))?.at).not.toBeNull()
  else {
    await expect(release()).resolves.toEqual({ proposalId })
    await rows.query(`UPDATE seller_hold SET lifted_at = $2, lifted_by = 'per_ada' WHERE id = $1`, [hold?.id, later(5)])
  }
  await rows.query(`UPDATE seller SET first_sale_at = $2 WHERE id = $1`, [sellerId, later(6)])
  await rows.insert('payout', {
    entity_id: entity.id,
    livemode: false,
    account: side.accounts.get(id)?.row.id,
    id: 'po_anna',
    status: 'paid',
    arrival_at: later(9),
    created_at: later(8),
  })
  await inTransaction(operator.scope, (tx) => advance(tx, { entity, onboardingId: id, at: later(9) }))
  expect((await seen(id)).state).toBe('live')
  const { medianDays } = await read(operator.scope, daysToLive)
  expect(medianDays).toBeCloseTo(9, 5)
  expect(await auditOf(id)).toEqual([
    'onboarding.accept',
    'onboarding.account_opened',
    'onboarding.advance',
    'onboarding.agree',
    'onboarding.facts',
    'onboarding.invite',
    'onboarding.let_pass',
    'onboarding.remind',
    'onboarding.review',
  ])
})

test('at a Stripe that fails after it did it, the account is found again, and what its owner gives at the hosted page counts', async () => {
  const plan = (rules: object[]) =>
    fetch(`${sandbox.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify({ rules }) })
  const real = stripeSide(entity)
  const id = await invite('Kiln')
  await plan([{ match: { method: 'POST', path: '/v1/accounts' }, kind: '500_after', count: 1 }])
  expect(await acceptAt(entity, real, { token: tokenOf(id), source: id, at: AT })).toEqual({ enter: null })
  await afterTheLease(id)
  await refreshOnboarding({ entity, onboardingId: id, side: real, at: AT })
  const { stripeAccount, state, sellerId } = await seen(id)
  expect(state).toBe('account')
  expect(sandbox.world.store.all('account', sandbox.world.platform).map((account) => account.id)).toContain(
    stripeAccount,
  )
  const { url } = await openOnboardingAtStripe(ownerOf(entity, sellerId))
  expect(await (await fetch(url)).text()).toContain('external_account')
  const said = { holder: 'Kiln', country: 'DE', number: 'DE893704', tax_id: '' }
  await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(said) })
  await refreshOnboarding({ entity, onboardingId: id, side: real, at: AT })
  const { checks, state: now } = await seen(id)
  expect(now).toBe('contract')
  expect(checks.filter((check) => !isSettled(check)).map(({ key, who }) => [key, who])).toEqual([['tax', 'seller']])
})

/** A generator of numbers that can be played again. */
const chanceOf = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

describe('in any order of deeds', () => {
  test.each([1, 2])('the state is what the model says (seed %i)', async (seed) => {
    const chance = chanceOf(seed)
    const name = `Walk${seed}`
    const id = await invite(name)
    const model = {
      accepted: false,
      revoked: false,
      ready: false,
      agreed: false,
      foreign: false,
      passed: false,
      linkNo: 1,
    }
    const expected = (): ShownState => {
      if (model.revoked) return 'revoked'
      if (!model.accepted) return 'invited'
      if (!model.ready) return 'account'
      if (!model.agreed) return 'contract'
      return model.foreign && !model.passed ? 'checks' : 'review'
    }
    const give = (isReady: boolean, isForeign: boolean) => {
      const country = isForeign ? 'FR' : 'DE'
      const banks = [{ id: `ba_${name}`, country, currency: 'EUR', holder: name, last4: '1' }]
      side.say(id, { ...everything(name), banks, chargesEnabled: isReady, payoutsEnabled: isReady })
      return look(id)
    }
    const deeds: Readonly<Record<string, () => Promise<unknown>>> = {
      resend: async () => {
        await inTransaction(operator.scope, (tx) => resendInvite(tx, { actor: operator, onboardingId: id, at: AT }))
        model.linkNo += 1
      },
      revoke: async () => {
        await inTransaction(operator.scope, (tx) =>
          revokeInvite(tx, { actor: operator, onboardingId: id, reason: 'No more.', at: AT }),
        )
        model.revoked = true
      },
      accept: async () => {
        await accept(id, { linkNo: model.linkNo })
        model.accepted = true
      },
      ready: async () => {
        if (!model.accepted) return
        const isForeign = chance() < 0.5
        await give(true, isForeign)
        Object.assign(model, { ready: true, foreign: isForeign })
      },
      restricted: async () => {
        if (!model.accepted) return
        await give(false, model.foreign)
        model.ready = false
      },
      agree: async () => {
        await agree(id)
        model.agreed = true
      },
      pass: async () => {
        const finding = (await seen(id)).checks.find(({ key }) => key === 'bank_country')?.reason ?? 'none'
        await inTransaction(operator.scope, (tx) =>
          letPass(tx, {
            actor: operator,
            onboardingId: id,
            check: 'bank_country',
            finding,
            reason: 'It is fine.',
            at: AT,
          }),
        )
        model.passed = true
      },
    }
    for (let step = 0; step < 14; step += 1) {
      const names = Object.keys(deeds).filter((deed) => deed !== 'revoke' || chance() < 0.2)
      const deed = names[Math.floor(chance() * names.length)] ?? 'accept'
      await deeds[deed]?.().catch((error: { code?: string }) => {
        if (!/^onboarding\./.test(error.code ?? '')) throw error
      })
      expect({ step, deed, state: (await seen(id)).state }).toEqual({ step, deed, state: expected() })
    }
  })
})

test('the list finds who is stuck, and counts agree with it', async () => {
  const at = later(40)
  setClockForTest(() => at)
  const { counts, stuck } = await read(operator.scope, (tx) => countOnboardings(tx, clock.now()))
  const page = await read(operator.scope, (tx) => listOnboardings(tx, { stuck: 'stuck', limit: 100 }, clock.now()))
  expect(page.rows).toHaveLength(stuck)
  expect(page.rows.every(({ isStuck, waits }) => isStuck && waits !== '')).toBe(true)
  const all = await read(operator.scope, (tx) => listOnboardings(tx, { limit: 100 }, clock.now()))
  expect(all.rows.filter(({ isStuck }) => isStuck)).toHaveLength(stuck)
  for (const state of OPEN_STATES)
    expect(all.rows.filter((row) => row.state === state)).toHaveLength(counts[state] ?? 0)
})

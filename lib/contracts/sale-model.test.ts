import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Tier } from './model.ts'
import { divideSale, type Sale } from './sale-model.ts'
import { anAgreement, aRule, aTier } from './testing.ts'
import { divideTiers } from './tiers-model.ts'

const aSale = (overrides: Partial<Sale> = {}): Sale => ({
  sellerId: 'sel_a',
  category: '',
  lineType: 'product',
  currency: 'USD',
  on: '2026-11-10',
  grossMinor: 10_000n,
  taxMinor: 0n,
  discountMinor: 0n,
  ...overrides,
})

const divide = (...[sale, agreement]: [Partial<Sale>, Parameters<typeof anAgreement>[0]?]) => {
  const divided = divideSale(aSale(sale), anAgreement(agreement))
  if (divided === null) throw new Error('no rule applied')
  const { sellerMinor, platformMinor, taxMinor, promotionMinor } = divided
  return {
    seller: sellerMinor,
    platform: platformMinor,
    tax: taxMinor,
    promotion: promotionMinor,
    tiers: divided.tiers.map(({ minor }) => minor),
  }
}

describe('divideSale', () => {
  const nothingElse = { tax: 0n, promotion: 0n, tiers: [] }

  test('owes the seller a discount the platform pays for, and takes its commission of the full price', () => {
    const discounted = { grossMinor: 9_000n, discountMinor: 1_000n }
    expect(divide(discounted, { discountFunder: 'platform' })).toEqual({
      ...nothingElse,
      seller: 8_000n,
      platform: 2_000n,
      promotion: 1_000n,
    })
    expect(divide(discounted)).toEqual({ ...nothingElse, seller: 7_200n, platform: 1_800n })
    expect(divide(discounted, { isDiscountCharged: true })).toEqual({
      ...nothingElse,
      seller: 7_000n,
      platform: 2_000n,
    })
  })

  test('leaves shipping and tips alone where the contract says so', () => {
    const free = { isShippingCharged: false, isTipCharged: false }
    expect(divide({ lineType: 'shipping' }, free)).toEqual({ ...nothingElse, seller: 10_000n, platform: 0n })
    expect(divide({ lineType: 'tip' }, free)).toEqual({ ...nothingElse, seller: 10_000n, platform: 0n })
    expect(divide({ lineType: 'tip' })).toEqual({ ...nothingElse, seller: 8_000n, platform: 2_000n })
  })

  test('divides the platform’s part down the tiers', () => {
    const tiers = [
      aTier(),
      aTier({ position: 2, parentPosition: 1, payeeId: 'sel_affiliate', label: 'Affiliate', percentBps: 4_000 }),
    ]
    expect(divide({}, { tiers })).toEqual({ ...nothingElse, seller: 8_000n, platform: 1_500n, tiers: [300n, 200n] })
  })

  test('divides the seller’s part by a percentage of the sale', () => {
    const tiers = [aTier({ of: 'seller', percentOf: 'sale', percentBps: 500 })]
    expect(divide({}, { tiers })).toEqual({ ...nothingElse, seller: 7_500n, platform: 2_000n, tiers: [500n] })
  })

  test('never lets commission reach the tax', () => {
    const divided = divide(
      { grossMinor: 1_000n, taxMinor: 190n },
      { platformLiableForTax: true, rules: [aRule({ percentBps: 10_000 })] },
    )
    expect(divided).toMatchObject({ seller: 0n, platform: 810n, tax: 190n })
  })

  test('adds up whatever was agreed', () => {
    const ruleArbitrary = fc
      .record({
        percentBps: fc.integer({ min: 0, max: 10_000 }),
        fixedMinor: fc.bigInt(0n, 2_000n),
        isStacked: fc.boolean(),
        priority: fc.nat(9),
      })
      .map((rule) => aRule({ ...rule, currency: 'KWD' }))
    fc.assert(
      fc.property(
        fc.record({
          gross: fc.bigInt(-(10n ** 7n), 10n ** 7n),
          tax: fc.bigInt(0n, 500n),
          discount: fc.bigInt(0n, 500n),
        }),
        fc.array(ruleArbitrary, { minLength: 1, maxLength: 4 }),
        tiersArbitrary(),
        fc.record({
          platformLiableForTax: fc.boolean(),
          isDiscountCharged: fc.boolean(),
          discountFunder: fc.constantFrom('seller' as const, 'platform' as const),
          commissionBase: fc.constantFrom('gross' as const, 'net_of_tax' as const),
        }),
        ({ gross, tax, discount }, rules, tiers, terms) => {
          const sign = gross < 0n ? -1n : 1n
          fc.pre(gross * sign > tax)
          const sale = { grossMinor: gross, taxMinor: tax * sign, discountMinor: discount * sign, currency: 'KWD' }
          const divided = divide(sale, { ...terms, rules, tiers })
          const shared = divided.seller + divided.platform + divided.tax + divided.tiers.reduce((a, b) => a + b, 0n)
          expect(shared).toBe(gross + divided.promotion)
          for (const part of [divided.seller, divided.platform, ...divided.tiers]) expect(part * sign >= 0n).toBe(true)
        },
      ),
      { numRuns: 3_000 },
    )
  })
})

/** A forest of up to eight tiers: each divides an earlier one's part, or the platform's or seller's. */
function tiersArbitrary(): fc.Arbitrary<Tier[]> {
  const one = fc.record({
    parent: fc.nat(7),
    percentBps: fc.integer({ min: 1, max: 10_000 }),
    percentOf: fc.constantFrom('part' as const, 'sale' as const),
    of: fc.constantFrom('platform' as const, 'seller' as const),
  })
  return fc.array(one, { maxLength: 8 }).map((tiers) => {
    const made: Tier[] = []
    for (const [index, { parent, ...tier }] of tiers.entries()) {
      const above = parent < index ? made[parent] : undefined
      made.push(
        aTier({
          ...tier,
          position: index + 1,
          payeeId: `sel_${index}`,
          parentPosition: above?.position ?? null,
          of: above?.of ?? tier.of,
        }),
      )
    }
    return made
  })
}

test('tiers of any depth add up and do not depend on the order they are listed in', () => {
  fc.assert(
    fc.property(
      tiersArbitrary().chain((tiers) =>
        fc.tuple(fc.constant(tiers), fc.shuffledSubarray(tiers, { minLength: tiers.length })),
      ),
      fc.bigInt(-(10n ** 9n), 10n ** 9n),
      fc.bigInt(0n, 10n ** 9n),
      ([tiers, shuffled], platform, more) => {
        const sign = platform < 0n ? -1n : 1n
        const pots = {
          platformMinor: platform,
          sellerMinor: more * sign,
          baseMinor: platform + more * sign,
          currency: 'JPY',
        }
        const divided = divideTiers(tiers, pots)
        const given = divided.parts.reduce((sum, { minor }) => sum + minor, 0n)
        expect(divided.platformMinor + divided.sellerMinor + given).toBe(platform + more * sign)
        expect(divideTiers(shuffled, pots)).toEqual(divided)
      },
    ),
    { numRuns: 3_000 },
  )
})

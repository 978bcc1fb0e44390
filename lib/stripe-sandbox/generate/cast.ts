import type { PayoutInterval } from '../objects/account.ts'

type Currency = 'usd' | 'eur' | 'jpy'

/** A seller of the invented marketplace. Days count back from the end of the history. */
export type SellerPart = {
  key: string
  name: string
  country: string
  currency: Currency
  categories: readonly [string, ...string[]]
  /** Price of an item in the seller's whole currency units. */
  price: readonly [number, number]
  weight: number
  refundPerMille: number
  joinedDaysAgo: number
  interval: PayoutInterval
  weeklyAnchor?: string
  /** From here on, Stripe withholds transfers and payouts. */
  restrictedDaysAgo?: number
  terms: readonly Terms[]
}

export type Terms = { bps: number; bearer: 'platform' | 'seller'; category?: string; fromDaysAgo: number }

/** What applies to a seller without terms of its own. */
export const DEFAULT_TERMS: Terms = { bps: 2000, bearer: 'platform', fromDaysAgo: 730 }

const flat = (bps: number, bearer: Terms['bearer'] = 'platform'): readonly Terms[] => [
  { bps, bearer, fromDaysAgo: 400 },
]

export const SELLERS: readonly SellerPart[] = [
  {
    key: 'ridgeline',
    name: 'Ridgeline Outfitters',
    country: 'US',
    currency: 'usd',
    categories: ['outdoor', 'apparel'],
    price: [35, 420],
    weight: 22,
    refundPerMille: 25,
    joinedDaysAgo: 410,
    interval: 'daily',
    terms: flat(2000),
  },
  {
    key: 'lumen',
    name: 'Lumen & Loom',
    country: 'US',
    currency: 'usd',
    categories: ['home'],
    price: [45, 390],
    weight: 14,
    refundPerMille: 35,
    joinedDaysAgo: 355,
    interval: 'daily',
    terms: flat(1500),
  },
  {
    key: 'bauhof',
    name: 'Bauhof Werkzeuge GmbH',
    country: 'DE',
    currency: 'eur',
    categories: ['tools'],
    price: [25, 310],
    weight: 9,
    refundPerMille: 15,
    joinedDaysAgo: 290,
    interval: 'daily',
    terms: flat(1500),
  },
  {
    key: 'juniper',
    name: 'Juniper & Ash Apothecary',
    country: 'US',
    currency: 'usd',
    categories: ['beauty'],
    price: [18, 95],
    weight: 7,
    refundPerMille: 20,
    joinedDaysAgo: 240,
    interval: 'daily',
    restrictedDaysAgo: 10,
    terms: flat(2500),
  },
  {
    key: 'saltbox',
    name: 'Saltbox Print Studio',
    country: 'US',
    currency: 'usd',
    categories: ['art'],
    price: [30, 180],
    weight: 6,
    refundPerMille: 10,
    joinedDaysAgo: 12,
    interval: 'daily',
    terms: [{ bps: 1800, bearer: 'platform', fromDaysAgo: 12 }],
  },
  {
    key: 'sakura',
    name: 'Sakura Ceramics K.K.',
    country: 'JP',
    currency: 'jpy',
    categories: ['home', 'art'],
    price: [3200, 48_000],
    weight: 7,
    refundPerMille: 20,
    joinedDaysAgo: 320,
    interval: 'weekly',
    weeklyAnchor: 'friday',
    terms: flat(1800),
  },
  {
    key: 'prairie',
    name: 'Prairie Roasters',
    country: 'US',
    currency: 'usd',
    categories: ['food'],
    price: [16, 120],
    weight: 16,
    refundPerMille: 6,
    joinedDaysAgo: 380,
    interval: 'daily',
    terms: [
      { bps: 2000, bearer: 'platform', fromDaysAgo: 400 },
      { bps: 1200, bearer: 'platform', category: 'food', fromDaysAgo: 300 },
    ],
  },
  {
    key: 'nordlicht',
    name: 'Nordlicht Möbel GmbH',
    country: 'DE',
    currency: 'eur',
    categories: ['furniture'],
    price: [120, 880],
    weight: 5,
    refundPerMille: 45,
    joinedDaysAgo: 260,
    interval: 'manual',
    terms: flat(1200, 'seller'),
  },
  {
    key: 'harbor',
    name: 'Harbor Light Audio',
    country: 'US',
    currency: 'usd',
    categories: ['electronics'],
    price: [60, 640],
    weight: 10,
    refundPerMille: 60,
    joinedDaysAgo: 300,
    interval: 'weekly',
    weeklyAnchor: 'monday',
    terms: [
      { bps: 2500, bearer: 'platform', fromDaysAgo: 300 },
      { bps: 2000, bearer: 'platform', fromDaysAgo: 45 },
    ],
  },
  {
    key: 'finch',
    name: 'Copper Finch Jewelry',
    country: 'US',
    currency: 'usd',
    categories: ['jewelry'],
    price: [55, 720],
    weight: 6,
    refundPerMille: 30,
    joinedDaysAgo: 220,
    interval: 'daily',
    terms: flat(1800),
  },
  {
    key: 'tidewater',
    name: 'Tidewater Surf Co.',
    country: 'US',
    currency: 'usd',
    categories: ['outdoor'],
    price: [40, 560],
    weight: 8,
    refundPerMille: 22,
    joinedDaysAgo: 180,
    interval: 'daily',
    terms: flat(1500, 'seller'),
  },
  {
    key: 'maple',
    name: 'Maple Row Toys',
    country: 'US',
    currency: 'usd',
    categories: ['toys'],
    price: [14, 130],
    weight: 9,
    refundPerMille: 18,
    joinedDaysAgo: 150,
    interval: 'daily',
    terms: [],
  },
]

const FIRST =
  'Amelia,Noah,Olivia,Liam,Hana,Yuki,Lena,Jonas,Mateo,Sofia,Priya,Arjun,Chloe,Ethan,Grace,Oskar,Ines,Theo'.split(',')
const LAST =
  'Baker,Nguyen,Schmidt,Tanaka,Okafor,Rossi,Patel,Keller,Murphy,Sato,Lindgren,Alvarez,Cohen,Weber,Hughes'.split(',')

/** The name of the n-th buyer; names repeat only after every pair was used. */
export function buyerName(index: number): { name: string; email: string } {
  const first = FIRST[index % FIRST.length] ?? 'Alex'
  const last = LAST[(index * 7 + Math.floor(index / FIRST.length)) % LAST.length] ?? 'Doe'
  return { name: `${first} ${last}`, email: `${first}.${last}.${index + 1}@buyers.example`.toLowerCase() }
}

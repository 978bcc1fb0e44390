import type { Currency, SellerPart, Trend } from './seller-part.ts'

type Extras = Partial<Pick<SellerPart, 'leftDaysAgo' | 'restrictedDaysAgo' | 'trend' | 'terms'>>

/** key, name, country, currency, category, price band, weight, refunds per mille, days since joining, payouts, commission. */
type Row = readonly [
  string,
  string,
  string,
  Currency,
  string,
  readonly [number, number],
  number,
  number,
  number,
  string,
  number,
  (Trend | Extras)?,
]

const WEEKDAY = /day$/

const ROWS: readonly Row[] = [
  ['gulfpearl', 'Gulf Pearl Trading Co.', 'KW', 'kwd', 'jewelry', [22, 240], 6, 14, 420, 'daily', 1800, 'growing'],
  ['alderbank', 'Alderbank Cycles', 'US', 'usd', 'sports', [28, 640], 13, 24, 430, 'daily', 1500, 'growing'],
  ['bluehour', 'Blue Hour Books', 'US', 'usd', 'books', [9, 70], 15, 8, 395, 'daily', 2000],
  ['cedarline', 'Cedarline Saunas', 'US', 'usd', 'garden', [180, 990], 3, 33, 370, 'friday', 1200],
  ['dockside', 'Dockside Provisions', 'US', 'usd', 'food', [14, 110], 12, 6, 410, 'daily', 1200],
  ['emberly', 'Emberly Candles', 'US', 'usd', 'home', [16, 88], 11, 18, 405, 'daily', 2000, 'growing'],
  ['fernwick', 'Fernwick Nursery', 'US', 'usd', 'garden', [12, 160], 10, 29, 385, 'monday', 1800],
  ['goldleaf', 'Goldleaf Stationers', 'US', 'usd', 'art', [11, 95], 8, 12, 400, 'daily', 1800],
  ['hollow', 'Hollow Oak Guitars', 'US', 'usd', 'music', [220, 980], 4, 40, 378, 'daily', 1200],
  ['ironpine', 'Iron & Pine Tools', 'US', 'usd', 'tools', [22, 290], 9, 17, 415, 'daily', 1500],
  ['jasmine', 'Jasmine Lane Skincare', 'US', 'usd', 'beauty', [19, 120], 9, 36, 340, 'daily', 2500, 'growing'],
  ['kestrel', 'Kestrel Optics', 'US', 'usd', 'outdoor', [60, 720], 6, 30, 366, 'wednesday', 1500],
  ['larkspur', 'Larkspur Kids', 'US', 'usd', 'apparel', [15, 90], 12, 48, 390, 'daily', 2000],
  ['mesa', 'Mesa Verde Leather', 'US', 'usd', 'apparel', [45, 380], 7, 26, 372, 'daily', 1800, 'fading'],
  ['northpaw', 'Northpaw Pet Supply', 'US', 'usd', 'pets', [13, 140], 13, 15, 402, 'daily', 1500, 'growing'],
  ['oakandivy', 'Oak & Ivy Interiors', 'US', 'usd', 'furniture', [90, 860], 5, 44, 381, 'friday', 1200],
  ['pinecrest', 'Pinecrest Puzzles', 'US', 'usd', 'toys', [14, 68], 9, 11, 399, 'daily', 2000],
  ['quarry', 'Quarry Road Records', 'US', 'usd', 'music', [16, 110], 8, 10, 388, 'daily', 1800],
  ['redwing', 'Red Wing Archery', 'US', 'usd', 'sports', [35, 420], 4, 21, 375, 'daily', 1500, 'fading'],
  ['sandpiper', 'Sandpiper Swimwear', 'US', 'usd', 'apparel', [28, 130], 8, 60, 393, 'daily', 2000],
  ['thistle', 'Thistle & Thread', 'US', 'usd', 'home', [20, 210], 7, 23, 367, 'daily', 1500],
  ['umber', 'Umber Clay Studio', 'US', 'usd', 'art', [24, 190], 5, 19, 383, 'manual', 1800],
  ['vela', 'Vela Sailing Gear', 'US', 'usd', 'outdoor', [40, 540], 6, 27, 371, 'daily', 1500, 'fading'],
  ['willow', 'Willow & Wren Jewelry', 'US', 'usd', 'jewelry', [38, 460], 7, 31, 398, 'daily', 1800, 'growing'],
  ['yarrow', 'Yarrow Tea House', 'US', 'usd', 'food', [12, 76], 11, 5, 407, 'daily', 1200],
  ['zephyr', 'Zephyr Kites', 'US', 'usd', 'toys', [18, 120], 5, 16, 210, 'daily', 2000],
  ['brightwork', 'Brightwork Lighting', 'US', 'usd', 'home', [55, 480], 6, 34, 188, 'daily', 1500, 'growing'],
  ['coppermill', 'Copper Mill Cookware', 'US', 'usd', 'home', [48, 360], 8, 20, 165, 'daily', 1500, 'growing'],
  ['dunes', 'Dunes Eyewear', 'US', 'usd', 'apparel', [42, 260], 6, 52, 132, 'tuesday', 2000],
  ['everfield', 'Everfield Farm Box', 'US', 'usd', 'food', [24, 96], 9, 7, 104, 'daily', 1200, 'growing'],
  ['foxglove', 'Foxglove Florals', 'US', 'usd', 'garden', [26, 150], 8, 13, 76, 'daily', 1800, 'growing'],
  ['granite', 'Granite Peak Climbing', 'US', 'usd', 'sports', [32, 380], 6, 25, 47, 'daily', 1500, 'growing'],
  ['hazel', 'Hazel & Rye Bakery Tools', 'US', 'usd', 'tools', [18, 140], 5, 9, 26, 'daily', 2000, 'growing'],
  ['inkwell', 'Inkwell Calligraphy', 'US', 'usd', 'art', [15, 85], 4, 12, 19, 'daily', 1800],
  [
    'jetty',
    'Jetty Coffee Carts',
    'US',
    'usd',
    'food',
    [30, 210],
    5,
    22,
    360,
    'daily',
    1200,
    { restrictedDaysAgo: 33, trend: 'fading' },
  ],
  ['kiln', 'Kiln & Co. Tiles', 'US', 'usd', 'home', [40, 330], 4, 28, 392, 'daily', 1500, { leftDaysAgo: 118 }],
  [
    'laurel',
    'Laurel Vintage Watches',
    'US',
    'usd',
    'jewelry',
    [120, 940],
    3,
    57,
    280,
    'daily',
    1800,
    { restrictedDaysAgo: 4 },
  ],
  ['alpenglow', 'Alpenglow Sport AG', 'AT', 'eur', 'sports', [30, 520], 8, 22, 412, 'daily', 1500],
  ['brasserie', 'Brasserie du Port SARL', 'FR', 'eur', 'food', [18, 140], 7, 9, 396, 'daily', 1200],
  ['ceramica', 'Cerámica del Sol S.L.', 'ES', 'eur', 'home', [16, 180], 6, 21, 377, 'monday', 1800],
  ['delft', 'Delft Blauw B.V.', 'NL', 'eur', 'art', [22, 260], 5, 14, 389, 'daily', 1800],
  ['fiordo', 'Fiordo Moda S.r.l.', 'IT', 'eur', 'apparel', [45, 390], 8, 46, 401, 'daily', 2000, 'growing'],
  ['hansa', 'Hansa Kaffeekontor GmbH', 'DE', 'eur', 'food', [12, 98], 9, 5, 384, 'daily', 1200],
  ['lisboa', 'Lisboa Cork Lda.', 'PT', 'eur', 'home', [14, 120], 4, 17, 221, 'daily', 1800, 'growing'],
  ['kyo', 'Kyo Paper Goods K.K.', 'JP', 'jpy', 'art', [1_800, 16_000], 6, 13, 404, 'friday', 1800],
  [
    'hokkai',
    'Hokkai Woodworks K.K.',
    'JP',
    'jpy',
    'furniture',
    [12_000, 88_000],
    3,
    32,
    368,
    'friday',
    1200,
    'growing',
  ],
  ['natsume', 'Natsume Tea Garden', 'JP', 'jpy', 'food', [1_500, 12_000], 5, 6, 243, 'daily', 1200],
  ['dana', 'Dana Perfumes W.L.L.', 'KW', 'kwd', 'beauty', [9, 85], 5, 25, 365, 'monday', 2500],
]

/** Whose money Stripe divides at once, on the platform's charge. */
const DESTINATION =
  'bluehour,northpaw,fernwick,kestrel,jasmine,larkspur,pinecrest,everfield,hansa,delft,brasserie,kyo'.split(',')
/** Who charges on an account of its own; every other one of them pays Stripe itself. */
const DIRECT = 'quarry,alderbank,hollow,dockside,sandpiper,willow,alpenglow,fiordo,natsume,dana'.split(',')

/** The other sellers: what a marketplace has beside those that stories are told about. */
export const MORE_SELLERS: readonly SellerPart[] = ROWS.map(toSeller)

function toSeller(row: Row): SellerPart {
  const [key, name, country, currency, category, price, weight, refundPerMille, joinedDaysAgo, payouts, bps, more] = row
  const extras: Extras = typeof more === 'string' ? { trend: more } : (more ?? {})
  const isWeekly = WEEKDAY.test(payouts)
  return {
    key,
    name,
    country,
    currency,
    categories: [category],
    price,
    weight,
    refundPerMille,
    joinedDaysAgo,
    interval: isWeekly ? 'weekly' : payouts === 'manual' ? 'manual' : 'daily',
    ...(isWeekly && { weeklyAnchor: payouts }),
    terms: [{ bps, bearer: 'platform', fromDaysAgo: joinedDaysAgo + 1 }],
    ...(DESTINATION.includes(key) && { pattern: 'destination' }),
    ...(DIRECT.includes(key) && { pattern: 'direct', paysStripe: DIRECT.indexOf(key) % 2 === 0 }),
    ...extras,
  }
}

import { meaning, type Phrase } from './phrase.ts'
import { ABOUT_SELLERS } from './ways-about-sellers.ts'
import { FIGURE_WORDS } from './ways-of-figures.ts'

/** Ways of asking that name no metric and mean one. */
const WRITTEN: readonly Phrase[] = [
  ...ABOUT_SELLERS,
  ...FIGURE_WORDS,
  ...meaning(
    'w:platform_fees',
    `did we earn, are we earning, we are earning, we earned, have we earned, do we earn, did we make, we made, have we made, did the platform earn, the
     platform earned, did we keep`,
  ),
  ...meaning(
    'm:platform_fees',
    `our commission, our cut, platform earnings, our earnings, fees did we collect, fees we collected, fees did we earn, fees
     we earned, commission did we earn, commission income, commission revenue, fee income, fee revenue, platform fee income,
     platform fee revenue, platform income, commission fees, marketplace fees, marketplace commission`,
  ),
  ...meaning(
    'w:seller_net',
    `did sellers earn, earn after commission, earned after commission, make after commission, made after commission, keep after
     commission, kept after commission, earn after fees, earn after platform fees, earned after platform fees, earn after our
     commission, sellers earned, have sellers earned, do sellers earn, did sellers make, sellers made, earned by sellers,
     seller payable earned, sellers took home, did sellers take home, sellers take home`,
  ),
  ...meaning(
    'm:seller_net',
    `seller proceeds, sellers net, net of sellers, seller take home, earnings of sellers, sellers earnings, net seller earnings`,
  ),
  ...meaning(
    'w:gross_volume',
    `did we sell, we sold, was sold, were sold, sold, did we process, we processed, processed, did buyers pay, buyers paid, did
     buyers spend, buyers spent, did customers pay, customers paid, did customers spend, customers spent, spent by buyers, paid
     by buyers`,
  ),
  ...meaning(
    'm:gross_volume',
    `gross, grossing, total sales, sales volume, gross sales volume, gross turnover, merchandise volume, sales amount, sales value, value
     of sales, value sold, payment volume, gross merchandise value, gross payment volume`,
  ),
  ...meaning(
    'm:net_volume',
    `net merchandise value, volume net of refunds, sales after refunds, sales net of refunds, volume after refunds and
     disputes, volume net of refunds and disputes, net turnover`,
  ),
  ...meaning(
    'm:refunds',
    `was refunded, were refunded, did we refund, we refunded, went back to buyers, was given back, did buyers get back, got
     refunded, given back, sent back to buyers, returned to buyers, is returned, are returned, gets returned, get returned, was returned, were returned, money back, money returned, money given back, refunds
     amount, refunds issued, issued refunds, refund value, refund total, refund totals, did buyers get refunded, volume
     refunded, volume was refunded, amount of refunds, value of refunds`,
  ),
  ...meaning('w:refunds', `gave back, gives back, giving back, handed back, hand back`),
  ...meaning(
    'm:processor_fees',
    `did stripe charge us, did stripe charge, did stripe take, stripe charged, stripe took, does stripe cost us, did stripe
     cost us, paid to stripe, did we pay stripe, stripe fee, cost of stripe, stripe processing fees, stripe processing costs,
     payment processing fees, payment processing costs, payment costs, processing fee, processor costs, processor cost, went to
     stripe, goes to stripe, did we pay to stripe, we paid stripe, we pay stripe, fees to stripe, fees of stripe, stripe
     charges, stripe charge us, stripe take`,
  ),
  ...meaning(
    'm:disputes',
    `were disputed, was disputed, disputed sales, disputed orders, disputes were opened, disputes opened, how many disputes,
     opened disputes, charged back, disputes did buyers open, disputes buyers opened, new disputes, disputes filed, disputes
     raised, disputes received, dispute counts, chargebacks received, chargeback count, chargeback counts`,
  ),
  ...meaning('m:disputes d:reason', `dispute reason, dispute reasons, chargeback reason, chargeback reasons`),
  ...meaning('m:refunds d:reason', `refund reason, refund reasons`),
  ...meaning('d:month', `calendar month, month to month`),
  ...meaning('d:week', `calendar week, week to week`),
  ...meaning('d:day', `calendar day, day to day`),
  ...meaning(
    'd:country',
    `home country, country of the seller, seller countries, sellers country, geo, region of seller`,
  ),
  ...meaning(
    'd:method',
    `payment method type, method of payment, methods of payment, pay method, payment option, payment options, payment
     instrument`,
  ),
  ...meaning('d:category', `merchandise category, segment category, product categories`),
  ...meaning(
    'm:dispute_losses',
    `did we lose to disputes, did we lose to chargebacks, did we lose through disputes, lose to chargebacks, did we lose in
     disputes, lost to disputes, lost to chargebacks, lost in disputes, lose through chargebacks, lose through disputes, lose
     in disputes, lose to disputes, lost through disputes, lost through chargebacks, lost from disputes, lost due to disputes,
     lost because of disputes, lost chargebacks, dispute loss, chargeback loss, money lost to disputes, money lost in disputes,
     amount lost to disputes, amount lost in disputes, did disputes cost, did chargebacks cost, cost of disputes, losses from
     disputes, losses from chargebacks, losses through disputes, loss from disputes, cost of chargebacks`,
  ),
  ...meaning(
    'm:orders',
    `how many orders, order numbers, order counts, count of orders, orders placed, orders were placed, sales by number, number
     of purchases, number of transactions, how many individual sales, how many sales, how many transactions, how many
     purchases, orders count, purchases`,
  ),
  ...meaning(
    'm:average_order',
    `average order size, average ticket, average transaction, average purchase, mean order value, typical order, average order
     values, average value of an order, average value per order, average order amount, average cart, average sale value,
     average value of orders, average basket size, basket value, average basket value, average spend per order, value per order`,
  ),
  ...meaning(
    'm:refund_rate',
    `percentage of sales refunded, share of sales refunded, percent of volume refunded, share of volume refunded, refund
     percentages, rate of refunds, refund to sales ratio, percentage of volume refunded, percent of sales refunded, share of
     gross volume refunded, percentage of gross volume refunded, percent of gross volume refunded, percentage refunded, percent
     refunded, percentage of sales was refunded, percent of sales was refunded, percentage of volume was refunded, share of
     sales was refunded, share of volume was refunded, percentage of gross volume was refunded, percent of volume was refunded,
     share of gross volume was refunded, returns rate, how much of our volume is refunded, refundrate`,
  ),
  ...meaning(
    'm:take_rate',
    `platform take rate, effective commission rate, average commission rate, commission percentage, effective rate of
     commission, our take, takerate, what do we take, effective take rate`,
  ),
  ...meaning(
    'm:dispute_rate',
    `rate of disputes, rate of chargebacks, disputed rate, percent of payments disputed, share of payments was disputed,
     percentage of payments was disputed, percentage of payments were disputed, share of payments were disputed, percent of
     payments were disputed, chargeback percentage, share of payments disputed, percentage of payments disputed, disputerate`,
  ),
]

const SELLERS = ['merchant', 'vendor', 'shop', 'store']

/** The same for every word that people have for sellers. */
export const EXTRA_PHRASES: readonly Phrase[] = WRITTEN.flatMap(({ words, mark }) =>
  [words, ...SELLERS.map((one) => words.replaceAll('seller', one))].map((other) => ({ words: other, mark })),
)
  .filter(({ words }, index, all) => all.findIndex((one) => one.words === words) === index)
  .toSorted((left, right) => right.words.length - left.words.length)

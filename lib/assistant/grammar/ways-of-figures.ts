import { meaning, type Phrase } from './phrase.ts'

/** Other nouns that operators have for each figure. */
const NOUNS: readonly Phrase[] = [
  ...meaning(
    'm:gross_volume',
    `takings, gross takings, total takings, gross revenue, sales revenue, payment throughput, throughput, processed volume, volume processed,
     amount processed, total processed, transaction value, total transaction value, ttv, gtv, gross transaction value, sales totals,
     sales total, total sales, sales figures, sales numbers, sales figure, amount sold, gross bookings, bookings, money taken, buyer spend, customer spend,
     buyer spending, customer spending, spend of buyers, top line, topline, gross volumes, goods sold, merchandise sold, sales made, volume sold, volume of sales`,
  ),
  ...meaning(
    'm:net_volume',
    `net of refunds, net of refunds and disputes, net sales volume, sales less refunds, sales minus refunds, sales less returns, sales minus returns, volume less refunds, volume minus
     refunds, net of returns, sales net of returns, volume net of returns, sales after returns, net merchandise, net sales value, net turnover, net takings,
     sales less refunds and disputes, sales after refunds and disputes, gmv after refunds, gmv net of refunds, gmv less refunds, net gross merchandise volume`,
  ),
  ...meaning(
    'm:refunds',
    `returns, returned money, reimbursements, refunded amount, refunded amounts, refunded volume, refunded money, refunded sales, refund amount,
     refund amounts, refund volume, money refunded, amount refunded, money sent back, refund money, refund sums, amounts refunded, sum of refunds, refund costs,
     total refunded, cash back to buyers, money back to buyers, refund payments, value refunded, refunded value, volume of refunds`,
  ),
  ...meaning(
    'm:refund_rate',
    `return rate, return rates, return ratio, refund percentage, refund quota, refund quote, refund proportion, refund level, refund ratio, refund percent, refund pct, refund
     quotas, rate of returns, rate of return of goods, refunded share, share refunded, proportion refunded, fraction refunded, returns ratio, returns percentage, return percentage, return quota`,
  ),
  ...meaning(
    'm:disputes',
    `charge backs, charge back, clawbacks, clawback, claw backs, contested payments, contested charges, contested orders, disputed payments, disputed charges,
     disputed transactions, disputed purchases, dispute cases, chargeback cases, dispute numbers, dispute count, chargeback number, chargeback numbers, dispute number,
     number of chargebacks, number of disputes, count of disputes, count of chargebacks, dispute tally, chargeback tally, chargebacks opened, chargebacks raised,
     chargebacks filed, opened chargebacks, new chargebacks, dispute filings`,
  ),
  ...meaning(
    'm:dispute_rate',
    `chargeback rate, chargeback ratio, chargeback quota, chargeback quote, chargeback percent, chargeback pct, chargeback share of orders, dispute ratio, dispute
     percentage, dispute quota, dispute quote, dispute percent, dispute pct, chargeback rates, chargeback level, dispute level, chargeback proportion, dispute proportion, charge back rate, disputes rate, chargebacks rate`,
  ),
  ...meaning(
    'm:dispute_losses',
    `chargeback losses, losses on disputes, losses on chargebacks, losses to disputes, losses to chargebacks, losses in disputes, money lost on disputes, money lost
     on chargebacks, money lost to chargebacks, money lost in chargebacks, lost dispute amounts, cost of lost disputes, chargeback cost, chargeback costs, dispute cost, dispute costs,
     chargeback write offs, dispute write offs, lost disputes cost us, lost chargebacks cost us, disputes cost us, chargebacks cost us, disputes we lost, chargebacks we lost, amount lost to chargebacks,
     amount lost on disputes, losses due to disputes, losses due to chargebacks, volume lost to disputes, volume lost to chargebacks, damage from chargebacks, damage from disputes`,
  ),
  ...meaning(
    'm:platform_fees',
    `commission take, commissions earned, our commissions, commission earnings, commission total, commission totals, marketplace fee, our fee income, our slice, our piece, our
     piece of the pie, our slice of the pie, our cut of sales, our cut of it, what we keep, what we kept, what we earned, our take home, commission collected, commissions
     collected, commission amount, commission amounts, commission sum, commission money, commission takings, our take in money, our own revenue, our own earnings, marketplace revenue, marketplace earnings,
     marketplace income, platform cut, platforms cut, the platforms cut, platform take, platform commissions, commission earned, earned commission, commission volume, cut we keep, cut we take, cut we kept, did we keep, we keep, we kept, we pocket, did we pocket, we pocketed, share we kept, slice we keep`,
  ),
  ...meaning(
    'm:take_rate',
    `effective take, blended take rate, average take rate, net take rate, overall take rate, commission percent, commission pct, percent we keep, percentage we keep,
     percentage we take, percent we take, our percentage, our rake, rake rate, take rates, share we keep, commission ratio, commission quota, commission level, effective commission percentage, blended commission rate, blended commission, our cut in percent, our cut as a percentage, fee rate of ours`,
  ),
  ...meaning(
    'm:processor_fees',
    `stripe bill, stripes bill, stripe bills, stripe cut, stripes cut, stripe share, stripes share, stripes fees, stripes charges, stripe charges, stripes fee, cost of processing, cost of payments, cost of
     payment processing, card fees, card processing fees, card processing costs, acquiring fees, acquiring costs, psp fees, psp costs, gateway fees, gateway costs, kept by stripe, taken by stripe, charged by stripe, stripe expense, stripe
     expenses, processing bill, processing expense, processing expenses, stripe processing fee, processing charges, payment processor fees, payment processor costs, stripe spend, processor charges, processor bill, fees of the processor`,
  ),
  ...meaning(
    'm:seller_net',
    `net to seller, merchant proceeds, take home pay, sellers take home, net earnings of sellers, net seller income, net income of sellers, net proceeds, seller proceeds, proceeds of
     sellers, proceeds to sellers, seller take, take home of sellers, take home earnings, take home amount, sellers proceeds, what sellers keep, what sellers kept, what sellers earned, what sellers made, what sellers get, what sellers got, net for sellers, earnings after commission, earnings after our
     cut, earnings after fees, net earnings, seller side earnings, sellers income, sellers revenue, sellers earnings after commission`,
  ),
  ...meaning(
    'm:orders',
    `number of purchases, checkouts, transaction count, transaction counts, transactions count, orders taken, orders received, count of sales, count of transactions, number of individual sales, order tally, order totals, order total count,
     purchases made, purchase count, purchase counts, sales by count, sales in number, number of checkouts, order figures, order number count, completed orders, placed orders`,
  ),
  ...meaning(
    'm:average_order',
    `basket, baskets, average baskets, cart value, average cart value, ticket size, ticket sizes, average ticket size, average check, spend per order, spend per purchase, average spend, average basket sizes, basket sizes, mean basket, mean order size, mean
     basket size, average order sizes, average sale size, average sales value, average purchase value, average transaction value, average transaction size, order value, order values, amount per order, average amount per order, average value of a sale, average value of one order`,
  ),
  ...meaning(
    'm:payouts',
    `disbursements, disbursed, cash outs, cashouts, withdrawals, remittances, money sent to sellers, money to sellers, money paid to sellers, money sent to banks, amount paid out, amounts paid out, total paid out, payout amounts, payout sums, payout sum, payout money, paid out amount, payouts sent, payouts
     issued, payouts made, money out the door to sellers, transferred to sellers, wired to sellers, sent to sellers, sellers got paid, sellers were paid, sellers paid out, sum of payouts, payout totals, payout value, volume of payouts, value of payouts, seller payout, seller payouts`,
  ),
  ...meaning(
    'm:payout_failures',
    `payout bounces, bounces of payouts, payout errors, payouts gone wrong, payouts that came back, payouts came back, payouts come back, undelivered payouts, payouts that did not arrive, payouts rejected, payouts bouncing, payouts failing, payout problems, payout
     rejections, payouts returned by the bank, payouts sent back by the bank, bouncing payouts, payout failures count, payout failure count, failed payout count, failed payouts count, failed bank payouts, failed payments to sellers, failed disbursements, payout returns, payouts kicked back, any payouts bounce, payouts bounce, failed attempts to pay out`,
  ),
  ...meaning(
    'm:time_to_payout',
    `payout lag, payout wait, payout waiting time, payout waits, payout latency, days in transit, payout transit time, time until paid, payout turnaround, turnaround of payouts, time to bank, waiting time for payouts, wait for payouts, delay of payouts, payout delays, days for a payout, days per payout, arrival delay, payout times, payout
     arrival time, how long payouts take, how long a payout takes, how long payouts took, how long it took for payouts to arrive, time it takes to pay out, average payout days, payout days, days payouts take, time for payouts to arrive, time payouts take, speed of payouts, payout velocity, how long sellers wait for payouts, how long sellers wait for their money, payout lead time, time to be paid, time to get paid, payout arrival`,
  ),
  ...meaning(
    'm:active_sellers',
    `live sellers, trading sellers, sellers with sales, sellers with orders, sellers with at least one order, sellers with at least one sale, sellers with at least 1 order, sellers with at least 1 sale, sellers with any sales, active seller base, active seller pool, active seller population, active seller numbers, active seller number, active seller counts, sellers
     who sold something, sellers who sold anything, sellers that sold something, sellers that sold anything, selling seller count, sellers making sales, sellers actually selling, sellers actively selling, sellers making a sale, sellers with a sale, sellers active, sellers trading, seller base, sellers who made a sale`,
  ),
  ...meaning(
    'm:new_sellers',
    `signups, sign ups, seller signups, seller sign ups, newly onboarded sellers, newly joined sellers, fresh sellers, first time sellers, joiners, new joiners, seller additions, onboardings, seller onboardings, new seller count, new seller counts, new seller number, new seller numbers, count of new sellers, number of new sellers, newly active
     sellers, sellers new to us, sellers joining, sellers signing up, sellers onboarding, sellers who joined us, sellers came aboard, sellers come aboard, sellers come on board, sellers sign up, sellers signed up, anybody start selling, anyone start selling, somebody start selling, newbies, newbie sellers, rookies, seller acquisition, sellers got started, sellers get started, sellers started with us, sellers opened shop, sellers made a first sale, sellers landed their first sale, sellers made first sales, sellers with a first sale, newly started sellers, brand new sellers`,
  ),
  ...meaning(
    'm:negative_balance',
    `debt, in the red, in the negative, in the minus, overdrawn, underwater, arrears, in arrears, outstanding debt, outstanding debts, money owed to us, balance owed by sellers, owed by sellers, seller debt, debt of sellers, minus balance, minus balances, balance in the red, balances in the red, negative seller balances, deficit, deficits, have a negative balance, has a negative balance, debt sellers have, debt with us, owing the platform, owed to the platform, money sellers owe, money sellers owe us, what sellers owe us, what sellers owe`,
  ),
]

/** Other nouns for what figures are split by. */
const SPLITS: readonly Phrase[] = [
  ...meaning(
    'd:cohort',
    `month of their first sale, month of its first sale, month of the first sale, month they first sold, month sellers first sold, month the sellers first sold, month the seller first sold, month they joined, month sellers joined, month they started, month sellers started, month they signed up, joining month, join month, sign up month,
     signup month, starting month, start month, month of joining, month of start, month of onboarding, onboarding month, when they first sold, when the seller first sold, when sellers first sold, when the sellers first sold, when they joined, when sellers joined, when the seller joined, when they started, when sellers started, when the seller started, first sale
     month, first sales month, generation of sellers, seller generation, seller generations, intake, seller intake, seller vintage, seller vintages, vintages, age group of sellers, joining date, date of first sale, time of first sale`,
  ),
  ...meaning(
    'd:country',
    `geography, country of origin, home market, home markets, seller location, seller locations, where sellers are based, where the sellers are based, where the seller is based, where sellers are from, where the sellers are from, where the seller is from, nationality, nationalities, land, lands, seller nation`,
  ),
  ...meaning(
    'd:category',
    `line of business, product line, product lines, product group, product groups, product type, product types, type of goods, kind of goods, kinds of goods, sector, sectors, department, departments, merchandise type, goods category, seller category, seller categories, verticals`,
  ),
  ...meaning(
    'd:method',
    `means of payment, tender type, payment means, pay type, how buyers paid, how buyers pay, how customers paid, how customers pay, way of payment, ways of payment, way to pay, ways to pay, payment channel, payment channels, payment instruments`,
  ),
  ...meaning('d:reason', `cause, causes, grounds, motive, motives`),
  ...meaning(
    'd:month',
    `monthly buckets, month buckets, by calendar month, monthly basis, monthly figures, monthly steps, monthly intervals, months in a row`,
  ),
  ...meaning('d:week', `weekly buckets, week buckets, weekly basis, weekly figures, weekly steps, weekly intervals`),
  ...meaning('d:day', `daily buckets, day buckets, daily basis, daily figures, daily steps, daily intervals`),
]

export const FIGURE_WORDS: readonly Phrase[] = [...NOUNS, ...SPLITS]

import { meaning, type Phrase } from './phrase.ts'

const BEGAN =
  'joined, started, started selling, began selling, first sold, had their first sale, made their first sale, onboarded, began to sell, joining, signed up'.split(
    ', ',
  )
const FIRST_SALE =
  'whose first sale was, whose first sale fell, with their first sale, with a first sale, with first sale'.split(', ')

/** Ways of asking about sellers, when they came, and what reaches their banks. */
export const ABOUT_SELLERS: readonly Phrase[] = [
  ...meaning('d:cohort', `seller cohort, seller cohorts, sellers cohort`),
  ...['in', 'during', 'on', ''].flatMap((when) =>
    meaning(
      'j:in',
      BEGAN.flatMap((verb) => [`that ${verb}`, `who ${verb}`, ...(when === '' ? [] : [verb])])
        .concat(FIRST_SALE)
        .map((words) => `${words} ${when}`)
        .join(','),
    ),
  ),
  ...meaning(
    'm:time_to_payout',
    `payout times, payout delays, payouts take to arrive, do payouts take to arrive, how long do payouts take to arrive, how
     long did payouts take to arrive, how long it takes for payouts to arrive, how many days do payouts take, how many days did
     payouts take, how many days does a payout take, how many days does it take for payouts to arrive, payouts arrive, how fast
     do payouts arrive, how fast did payouts arrive, how quickly do payouts arrive, how quickly did payouts arrive, how quick
     are payouts, how long until payouts arrive, days until payouts arrive, arrival time, average arrival time, days until a
     payout arrives, average payout duration, mean time to payout, average payout speed, average payout delay, how long do
     payouts take, how long did payouts take, how long payouts take, how long does a payout take, how fast are payouts, how
     fast were payouts, how quickly are sellers paid out, average payout time, average time to payout`,
  ),
  ...meaning(
    'm:payout_failures',
    `payouts that failed, payouts that bounced, payouts that were returned, payouts fail, payouts bounce, payouts went wrong,
     unsuccessful payouts, number of failed payouts, number of payout failures, payouts sent back, payouts were sent back,
     rejected payouts, bounced payout, returned payout, payouts failed, payouts have failed, payouts bounced, payouts were
     returned, how many payouts failed, failing payouts, failed payout`,
  ),
  ...meaning(
    'm:new_sellers',
    `sellers joined, how many sellers joined, new sellers did we get, new sellers did we add, new sellers did we gain, new
     sellers did we onboard, new sellers joined, new sellers started, new sellers made their first sale, new sellers start
     selling, sellers started, sellers start selling, sellers start, sellers join, sellers have joined, sellers sold for the
     first time, sellers had their first sale, sellers had a first sale, sellers have their first sale, sellers made a first
     sale, sellers make their first sale, sellers did we acquire, sellers were new, sellers are new, sellers were added,
     sellers were onboarded, sellers came on board, newcomers, sellers acquired, sellers onboarded, sellers did we acquire, newest sellers, new sellers did we have, sellers did we onboard,
     sellers did we add, sellers started selling, sellers began selling, sellers began to sell, sellers made their first sale,
     sellers did we gain, newly joined sellers, new seller`,
  ),
  ...meaning(
    'm:active_sellers',
    `how many sellers sold, sellers were selling, sellers sold at least one order, sellers sold anything, sellers had orders,
     sellers had any orders, sellers had at least 1 orders, sellers made at least 1 orders, sellers made any orders, sellers
     are selling, sellers actively sold, sellers actively selling, active seller count, count of active sellers, how many
     active sellers, active sellers did we have, active sellers do we have, sellers sold something, sellers made a sale,
     sellers were active, sellers are active, sellers had sales, how many sellers, active seller, number of active sellers,
     sellers have sold something, sellers did we have`,
  ),
  ...meaning(
    'm:payouts',
    `did we pay out, money went to sellers banks, went to sellers banks, went to the sellers banks, money went to sellers, we
     paid out, was paid out, were paid out, been paid out, reached the sellers banks, did we pay out to sellers, pay out, pay
     to sellers banks, paid to sellers banks, sent to sellers banks, transferred to sellers banks, reached sellers banks, did
     we send to sellers banks, did we pay to sellers banks, did we pay to sellers, did we pay sellers, paid to sellers, money
     paid out, payouts to sellers, seller payouts, payouts made, bank payout, amount of payouts`,
  ),
  ...meaning(
    'm:payout_failures d:reason',
    `payout failure reason, payout failure reasons, payout failure code, payout failure codes, failure reason, failure reasons`,
  ),
  ...meaning(
    'd:cohort',
    `joining month, start month, first sale month, month they started, signup cohort, monthly cohort, monthly cohorts`,
  ),
  ...meaning(
    'm:negative_balance',
    `owes us money, owe us money, owes us, owe us, owes the platform, owe the platform, do sellers owe us, do sellers owe, is
     in debt, are in debt, debtors, debtor, seller debts, debts, owing us money, owing us, owing, owed to us by sellers, owed to us, owed us, indebted to us, negative seller balance, negative
     seller balances, balance below zero, balances below zero, a balance below zero, below zero, negative balances`,
  ),
]

import { expect, test } from 'vitest'
import { readQuestion } from './read-question.ts'
import { NAMES, NOW } from './testing-names.ts'
import { spell } from './testing-spell.ts'

const read = (question: string) => spell(readQuestion(question, { names: NAMES, now: NOW }))

/** Frames of asking, spans of days and what keeps rows apart: one sentence for each rule. */
test.each([
  // A currency alone is what was made in it.
  ['gross volume in EUR last month', 'gross_volume · currency EUR · last month'],
  ['refunds in EUR or USD by month this year', 'refunds by month, currency · currency EUR/USD · this year'],
  [
    'In dollars, which categories lost turnover in October compared with September?',
    'gross_volume by category · currency USD · october · vs before · change of gross_volume < 0',
  ],
  [
    'in USD: gross volume, refunds and seller net of October',
    'gross_volume, refunds, seller_net · currency USD · october',
  ],
  ['platform fees of October, all currencies together', 'refused not_understood'],
  ['orders of October, all currencies together', 'orders · october'],
  ['what do sellers owe us per currency, not converted', 'negative_balance by currency · last 30 days'],
  // Days.
  ['weekly order count, start of september til today', 'orders by week · since september'],
  ['orders from 1 september until today', 'orders · since 1 september'],
  ['daily USD sales volume last week, mon to sun', 'gross_volume by day · currency USD · last week'],
  ['orders in jan, feb and march 2026', 'orders · january to march 2026'],
  ['orders in jan, feb and april 2026', 'refused not_understood'],
  ['new sellers per month in 2026, until now', 'new_sellers by month · 2026'],
  // How it moved.
  [
    'at which sellers has our take rate dropped, Q3 on Q2',
    'take_rate by seller · q3 · vs before · change of take_rate < 0',
  ],
  [
    'payment methods where the refund rate on USD rose, october over september',
    'refund_rate by method · currency USD · october · vs before · change of refund_rate > 0',
  ],
  [
    'who had orders in september but not a single one in october?',
    'orders by seller · october · vs before · orders = 0 · change of orders < 0',
  ],
  [
    'sellers which had fewer USD orders in Q3 than in Q2',
    'orders by seller · currency USD · q3 · vs before · change of orders < 0',
  ],
  [
    'which sellers more than doubled their EUR sales from Q1 to Q2 - leave out those with nothing in Q1',
    'gross_volume by seller · currency EUR · q2 · vs before · change_percent of gross_volume > 100 · before of gross_volume > 0',
  ],
  [
    'which 3 sellers pulled gross volume down the most in october compared with september',
    'gross_volume by seller · october · vs before · up by change of gross_volume · 3 rows',
  ],
  // Cohorts.
  [
    'Of the sellers with their first sale in January 2026, how many still sold something in October?',
    'active_sellers · cohort 2026-01 · october',
  ],
  [
    'seller net in October for sellers who first sold before October 2026',
    'seller_net · cohort not 2026-10/2026-11 · october',
  ],
  [
    'February 2026 cohort retention: count of its sellers active in every month from Feb to Oct',
    'active_sellers by month · cohort 2026-02 · from feb to oct',
  ],
  ['what share of Q3 orders came from sellers whose first sale was in Q3', 'refused not_understood'],
  [
    'the three largest sellers by gross volume, what share of gross volume do they make together in october',
    'refused not_understood',
  ],
  // Who is named twice, and figures that the sentence says in full elsewhere.
  ['our fees per month since June (platform fees I mean)', 'platform_fees by month · since june'],
  [
    'take rate moved from august to september, was it the fees or the net volume underneath?',
    'take_rate, net_volume, platform_fees · september · vs before',
  ],
  ['fees and platform fees in October', 'asks: Platform fees | Processor fees'],
  [
    'Can you explain me the difference in chargebacks between Q2 and Q3, reason by reason?',
    'disputes by reason · q3 · vs before',
  ],
  [
    'who had the most turnover in august, give me five',
    'gross_volume by seller · august · down by gross_volume · 5 rows',
  ],
  // Conditions of both figures, of the days before, and of sellers that are counted.
  [
    'which merchants sold in October but not in September',
    'orders by seller · october · vs before · orders > 0 · before of orders = 0',
  ],
  [
    'countries where both gross volume and refunds increased in October over September',
    'gross_volume, refunds by country · october · vs before · change of gross_volume > 0 · change of refunds > 0',
  ],
  [
    'sellers that lost more than 1000 USD of gross volume from September to October',
    'gross_volume by seller · currency USD · october · vs before · change of gross_volume < -1000',
  ],
  [
    'How many sellers who first sold in March 2026 were active in September?',
    'active_sellers · cohort 2026-03 · september',
  ],
  [
    'which countries make up more than 10 percent of EUR gross volume in Q3',
    'gross_volume by country · currency EUR · q3 · share of gross_volume > 10 · share',
  ],
  ['what % of orders in Q3 were electronics or art', 'refused not_understood'],
  [
    "the top seller's share of gross volume in October",
    'gross_volume by seller · october · down by gross_volume · 1 rows · share',
  ],
  ['12 month trend of orders', 'orders by month · last 12 months'],
  ['Q1, Q2 and Q3 against each other: orders', 'refused not_understood'],
  ['net volume July v. August v. September', 'net_volume by month · july to september'],
  [
    'who refunded the largest part of their sales in October?',
    'refund_rate by seller · october · down by refund_rate · 10 rows',
  ],
  [
    'March cohort: active sellers by month up to October',
    'active_sellers by month · cohort 2026-03 · from march to october',
  ],
  ['first sale in Q1: how many of them were active in Q3?', 'active_sellers · cohort 2026-01/2026-02/2026-03 · q3'],
  [
    'whose chargeback rate was the highest in Q3, at least 20 orders',
    'dispute_rate, orders by seller · q3 · orders >= 20 · down by dispute_rate · 10 rows',
  ],
  ['gross volume of this October against last October', 'gross_volume · this october · vs last year'],
  ['platform fees for art sold by US sellers in Q3', 'platform_fees · category art · country US · q3'],
  ['sellers that had orders every month from July to September', 'refused not_understood'],
  [
    'sellers whose payouts failed more often in October than in September',
    'payout_failures by seller · october · vs before · change of payout_failures > 0',
  ],
  ['share of EUR in total orders in Q3', 'refused not_understood'],
  [
    'categories losing more than 500 USD of platform fees from Q2 to Q3',
    'platform_fees by category · currency USD · q3 · vs before · change of platform_fees < -500',
  ],
  [
    'how much of our USD refunds in Q3 were because of fraud',
    'refunds by reason · currency USD · showing reason fraudulent · q3 · share',
  ],
  ['orders in the last quarter of 2025', 'orders · q4 2025'],
  ['platform and Stripe fees in October', 'platform_fees, processor_fees · october'],
  ['pay out Lumen & Loom', 'refused deed'],
])('%s', (question, expected) => expect(read(question)).toBe(expected))

const after = (before: string, question: string) => {
  const first = readQuestion(before, { names: NAMES, now: NOW })
  return spell(
    readQuestion(question, { names: NAMES, now: NOW, previous: first.kind === 'query' ? first.query : null }),
  )
}

test.each([
  ['gross volume in Q3', 'net volume too', 'gross_volume, net_volume · q3'],
  ['seller net by category in Q3', 'add the take rate', 'seller_net, take_rate by category · q3'],
  ['active sellers in September', 'how many were new', 'new_sellers · september'],
  ['take rate in USD for Q3', 'What was it the quarter before?', 'take_rate · currency USD · 2026-04-01..2026-06-30'],
  ['USD payouts last month', 'and how many failed, any currency?', 'payout_failures · last month'],
  ['refund rate in Q3 by category', 'forget the categories, monthly is what i need', 'refund_rate by month · q3'],
  [
    'top 5 sellers by gross volume in Q3',
    'same list but ranked on refunds, again 5',
    'refunds by seller · q3 · down by refunds · 5 rows',
  ],
])('%s → %s', (before, question, expected) => expect(after(before, question)).toBe(expected))

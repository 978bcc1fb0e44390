import { expect, test } from 'vitest'
import { readQuestion } from './read-question.ts'
import { NAMES, NOW } from './testing-names.ts'
import { spell } from './testing-spell.ts'

/** Rules that no wording of their own belongs to: each in a sentence or two. */
test.each([
  ['Which sellers had at least one failed payout in Q3?', 'payout_failures by seller · q3 · payout_failures >= 1'],
  [
    'which sellers had more refunds in october than in september',
    'refunds by seller · october · vs before · change of refunds > 0',
  ],
  [
    'who had fewer orders in October than in September',
    'orders by seller · october · vs before · change of orders < 0',
  ],
  [
    'sellers whose take rate got worse last month',
    'take_rate by seller · last month · vs before · change of take_rate < 0',
  ],
  [
    'which sellers improved their refund rate in Q3?',
    'refund_rate by seller · q3 · vs before · change of refund_rate < 0',
  ],
  [
    'Sellers with a drop in orders of at least 25% in October',
    'orders by seller · october · vs before · change_percent of orders <= -25',
  ],
  [
    'sellers whose payouts dropped by over half last month',
    'payouts by seller · last month · vs before · change_percent of payouts < -50',
  ],
  [
    'sellers whose refunds fell by less than 10% last month',
    'refunds by seller · last month · vs before · change_percent of refunds > -10 · change_percent of refunds < 0',
  ],
  ['sellers whose refund rate rose above 5% last month', 'refused not_understood'],
  [
    'sellers with refunds but no disputes in Q3',
    'refunds, disputes, orders by seller · q3 · disputes = 0 · refunds > 0',
  ],
  ['Which sellers had no sales in October?', 'refused not_understood'],
  ['sellers with more than 10 sales in October', 'orders by seller · october · orders > 10'],
  [
    'Sellers with more than 5 disputes and a refund rate over 3% in Q3',
    'disputes, refund_rate by seller · q3 · refund_rate > 3 · disputes > 5',
  ],
  [
    'who waits longest for payouts, last quarter',
    'time_to_payout by seller · last quarter · down by time_to_payout · 10 rows',
  ],
  [
    'who lost the most money to disputes this year',
    'dispute_losses by seller · this year · down by dispute_losses · 10 rows',
  ],
  ['most common dispute reasons in 2026', 'disputes by reason · 2026 · down by disputes · 10 rows'],
  ['Leaderboard of sellers by gross volume last month', 'gross_volume by seller · last month'],
  ['sort sellers by refund rate descending for Q3', 'refund_rate by seller · q3 · down by refund_rate'],
  [
    'list sellers in ascending order of take rate, last quarter',
    'take_rate by seller · last quarter · up by take_rate',
  ],
  ['what was the growth in orders from Q2 to Q3?', 'orders · q3 · vs before'],
  ['Are refunds up or down on last month?', 'refunds · this month · vs before'],
  ['Was October better than September for gross volume?', 'gross_volume · october · vs before'],
  ["Is Germany's refund rate higher than France's in Q3?", 'refund_rate by country · country DE/FR · q3'],
  ['compare average order of US sellers and German sellers in Q3', 'average_order by country · country US/DE · q3'],
  ['How did the refund rate develop this year?', 'refund_rate by month · this year'],
  ['Did our take rate go up over the last 6 months?', 'take_rate by month · last 6 months'],
  [
    'what fraction of platform fees did US sellers generate in Q3',
    'platform_fees by country · showing country US · q3 · share',
  ],
  [
    'how much of our volume comes from card payments in october',
    'gross_volume by method · showing method card · october · share',
  ],
  ['how is volume distributed across categories in Q3', 'gross_volume by category · q3 · share'],
  ['refunds as a percentage of gross volume in Q3', 'refund_rate · q3'],
  ['what percentage of sellers had disputes in Q3', 'refused not_understood'],
  ['How much volume did sellers from the March 2026 cohort make in Q3?', 'gross_volume · cohort 2026-03 · q3'],
  [
    'take rate for sellers whose first sale was in Q1, in October',
    'take_rate · cohort 2026-01/2026-02/2026-03 · october',
  ],
  ['sellers that made their first sale in September', 'new_sellers by seller · september'],
  ['how many sellers in Germany joined this year', 'new_sellers · country DE · this year'],
  ['volume in the week of 9 November', 'gross_volume · week of 9 november'],
  ['gross volume in Q3 in EUR converted', 'gross_volume · q3 · in EUR'],
  ['volume of all sellers except Ridgeline Outfitters in Q3', 'gross_volume · seller not sel_ridge · q3'],
  ['volume of non-German sellers in Q3', 'gross_volume · country not DE · q3'],
  ['how much has Blue Hour Books sold so far this year', 'gross_volume · seller sel_blue · this year'],
  ['gross volume by state', 'refused not_kept'],
  ['disputes by day of week', 'refused not_kept'],
  ['how many payouts did we make in October', 'asks: Payouts'],
  ['month-by-month new sellers since March', 'new_sellers by month · since march'],
  [
    'Biggest percentage increase in orders by category, Q3 vs Q2',
    'orders by category · q3 · vs before · down by change_percent of orders · 10 rows',
  ],
  [
    'which seller gained the most volume in october',
    'gross_volume by seller · october · vs before · down by change of gross_volume · 1 rows',
  ],
  ['Who gets paid out the fastest?', 'time_to_payout by seller · last 30 days · up by time_to_payout · 10 rows'],
  ['inactive sellers in October', 'refused not_understood'],
  ['list top 3 sellers per country by volume in Q3', 'refused not_understood'],
  ['average gross volume per seller in October', 'refused not_understood'],
  ['refunds per order in Q3', 'refused not_understood'],
  ['is our refund rate above 5%?', 'refund_rate · last 30 days'],
  ['weeks where disputes rose in Q3', 'refused not_understood'],
  ['Ridgeline Outfitters vs all sellers refund rate Q3', 'refused not_understood'],
  ['rank of Ridgeline Outfitters by gross volume in Q3', 'refused not_understood'],
  ['what will our volume be in December', 'refused not_kept'],
  ['largest single payout in Q3', 'refused not_understood'],
  ['show sellers with many refunds', 'refused not_understood'],
  ['Pls list all sellers and their gross volume for Q3', 'gross_volume by seller · q3'],
  ['Any idea what our take rate was in Q2?', 'take_rate · q2'],
  ['orders between 1 and 15 October', 'orders · between 1 and 15 october'],
  ['volume for the 12 months to October', 'gross_volume · 12 months to october'],
  [
    'which sellers have both disputes and refunds in Q3',
    'disputes, refunds by seller · q3 · disputes > 0 · refunds > 0',
  ],
  ['sellers that refunded more than they sold in Q3', 'refused not_understood'],
  ['GMV for Q3 in US dollars, converted', 'gross_volume · q3 · in USD'],
  ['refund rt Ridgeline Outfitters last qtr', 'refund_rate · seller sel_ridge · last quarter'],
  ['gross volume in EUR only, Q3', 'gross_volume · currency EUR · q3'],
  ['number of sellers with disputes in Q3', 'disputes by seller · q3 · disputes > 0'],
  ['most disputed category in 2026', 'disputes by category · 2026 · down by disputes · 10 rows'],
  [
    'categories with volume growth above 10% in Q3',
    'gross_volume by category · q3 · vs before · change_percent of gross_volume > 10',
  ],
  ['gross volume for Q1 and Q3', 'refused not_understood'],
  ['orders without refunds in Q3', 'refused not_understood'],
  ['orders in the first week of October', 'refused not_understood'],
  ['top 5 and bottom 5 sellers by volume in Q3', 'refused not_understood'],
  ['sellers with a lower refund rate than Germany', 'refused not_understood'],
  ['sellers in Germany or books in Q3 by volume', 'refused not_understood'],
  [
    'sellers paying more than 500 EUR in commission this year',
    'platform_fees by seller · currency EUR · this year · platform_fees > 500',
  ],
  [
    'sellers with more orders but lower volume in October than September',
    'orders, gross_volume by seller · october · vs before · change of gross_volume < 0 · change of orders > 0',
  ],
  [
    'sellers that had no disputes in Q2 but had disputes in Q3',
    'disputes by seller · q3 · vs before · disputes > 0 · before of disputes = 0',
  ],
  ['quietest month this year by orders', 'orders by month · this year · up by orders · 10 rows'],
  ['average payout time by seller, slowest first, Q3', 'time_to_payout by seller · q3 · down by time_to_payout'],
  [
    'which sellers dropped in orders by 20% or more in October',
    'orders by seller · october · vs before · change_percent of orders <= -20',
  ],
])('%s', (question, expected) => expect(spell(readQuestion(question, { names: NAMES, now: NOW }))).toBe(expected))

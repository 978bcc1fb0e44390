import { formatMoney } from '#lib/money/format.ts'
import type { PolicyRules } from './policy-rules.ts'

type Word = readonly [label: string, value: (rules: PolicyRules, currency: string) => string]

const amount = (minor: string | null, currency: string) =>
  minor === null ? 'no limit' : formatMoney({ minor, currency })
const days = (count: number) => (count === 0 ? 'not looked at' : `${count} days`)

/** Every rule of the policy as a name and a value, for facts, differences and proposals. */
const WORDS: readonly Word[] = [
  ['A person approves above', (rules, currency) => amount(rules.reviewAboveMinor, currency)],
  ['Two people approve above', (rules, currency) => amount(rules.twoPersonAboveMinor, currency)],
  ['To one seller by itself, within a day', (rules, currency) => amount(rules.sellerDayMinor, currency)],
  ['To one seller by itself, within 7 days', (rules, currency) => amount(rules.sellerWeekMinor, currency)],
  ['In all by itself, within a day', (rules, currency) => amount(rules.entityDayMinor, currency)],
  ['By itself within one run', (rules, currency) => amount(rules.runMinor, currency)],
  ['One person approves within a day', (rules, currency) => amount(rules.approverDayMinor, currency)],
  [
    'Limits of single currencies',
    ({ currencyLimits }) =>
      currencyLimits
        .map(
          ({ currency, reviewAboveMinor, twoPersonAboveMinor }) =>
            `a person above ${formatMoney({ minor: reviewAboveMinor, currency })}, two above ${formatMoney({ minor: twoPersonAboveMinor, currency })}`,
        )
        .join('; ') || 'none',
  ],
  ['New sellers, younger than', (rules) => days(rules.newSellerDays)],
  ['First money to a seller', (rules) => (rules.reviewsFirstPayout ? 'a person looks' : 'not looked at')],
  ['Bank details changed within', (rules) => days(rules.bankChangeDays)],
  ['Seller got nothing for', (rules) => days(rules.dormantDays)],
  [
    'Unusual amount',
    ({ unusualTimes, unusualSampleMin }) =>
      unusualTimes === 0 ? 'not looked at' : `over ${unusualTimes} times the median of ${unusualSampleMin} or more`,
  ],
  [
    'A hold on a seller ends',
    (rules) => (rules.holdReleasesByAnother ? 'when a second person agrees' : 'on one person’s word'),
  ],
  ['Approvals expire after', (rules) => `${rules.expiryHours} hours`],
  ['Waiting for funds ends after', (rules) => `${rules.waitingFundsDays} days`],
  ['Opened of a bulk approval', (rules) => `one in ${rules.sampleOneIn}`],
]

export const wordsOfRules = (rules: PolicyRules, currency: string): { label: string; value: string }[] =>
  WORDS.map(([label, value]) => ({ label, value: value(rules, currency) }))

/** What differs between two versions, in words. */
export function differencesOfRules(before: PolicyRules, after: PolicyRules, currency: string) {
  return WORDS.map(([label, value]) => ({
    label,
    before: value(before, currency),
    after: value(after, currency),
  })).filter((difference) => difference.before !== difference.after)
}

/**
 * How long Stripe lets an account's money lie before it has to be paid out, by the country of the business, in days. Source:
 * docs.stripe.com/connect/manual-payouts (Thailand 10 days, United States two years, every other country 90 days). Two years
 * count as 730 days, so that a leap day never makes it late.
 */
const LIMIT_DAYS: Readonly<Record<string, number>> = { TH: 10, US: 730 }
const OTHER_COUNTRIES_DAYS = 90

export const holdingLimitDays = (country: string): number => LIMIT_DAYS[country.toUpperCase()] ?? OTHER_COUNTRIES_DAYS

/** How many days before the limit somebody is told: the more time Stripe gives, the earlier. */
export function warningDays(limitDays: number): number {
  if (limitDays <= 10) return 3
  return limitDays <= 90 ? 14 : 60
}

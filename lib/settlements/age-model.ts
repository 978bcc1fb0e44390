/** How old a debt is, in whole days: the ages that finance teams report. */
export const AGES = ['0-30', '31-60', '61-90', '91-180', 'over 180'] as const
export type Age = (typeof AGES)[number]

export function ageOf(days: number): Age {
  if (days <= 30) return '0-30'
  if (days <= 60) return '31-60'
  if (days <= 90) return '61-90'
  return days <= 180 ? '91-180' : 'over 180'
}

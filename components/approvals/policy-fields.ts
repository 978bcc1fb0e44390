import type { PolicyRules } from '#lib/approvals/policy-rules.ts'

const NO_LIMIT = 'Empty: no limit.'

export const AMOUNTS = [
  { field: 'reviewAboveMinor', label: 'A person approves above', hint: '', isNeeded: true },
  { field: 'twoPersonAboveMinor', label: 'Two people approve above', hint: '', isNeeded: true },
  { field: 'sellerDayMinor', label: 'To one seller by itself, a day', hint: NO_LIMIT, isNeeded: false },
  { field: 'sellerWeekMinor', label: 'To one seller by itself, 7 days', hint: NO_LIMIT, isNeeded: false },
  { field: 'entityDayMinor', label: 'In all by itself, a day', hint: NO_LIMIT, isNeeded: false },
  { field: 'runMinor', label: 'By itself within one run', hint: NO_LIMIT, isNeeded: false },
  { field: 'approverDayMinor', label: 'One person approves, a day', hint: NO_LIMIT, isNeeded: false },
] as const satisfies readonly { field: keyof PolicyRules; label: string; hint: string; isNeeded: boolean }[]

const ZERO = 'Zero: not looked at.'

export const COUNTS = [
  { field: 'newSellerDays', label: 'New sellers, days', hint: ZERO },
  { field: 'bankChangeDays', label: 'Bank details changed, days', hint: ZERO },
  { field: 'dormantDays', label: 'Seller got nothing for, days', hint: ZERO },
  { field: 'unusualTimes', label: 'Unusual: times the median', hint: ZERO },
  { field: 'unusualSampleMin', label: 'Unusual: transfers needed for a median', hint: '' },
  { field: 'expiryHours', label: 'Approvals expire, hours', hint: '' },
  { field: 'waitingFundsDays', label: 'Waiting for funds ends, days', hint: '' },
  { field: 'sampleOneIn', label: 'Opened of a bulk approval, one in', hint: '' },
] as const satisfies readonly { field: keyof PolicyRules; label: string; hint: string }[]

/** The rules a form holds; what it has no field for stays as it was. */
export function rulesIn(form: FormData, before: PolicyRules): PolicyRules {
  const said = (field: string) => String(form.get(field) ?? '').trim()
  const amounts = AMOUNTS.map(({ field, isNeeded }) => {
    const minor = said(field)
    return [field, minor === '' ? (isNeeded ? before[field] : null) : minor] as const
  })
  const counts = COUNTS.map(({ field }) => [field, /^\d{1,4}$/.test(said(field)) ? Number(said(field)) : before[field]])
  return {
    ...before,
    ...Object.fromEntries(amounts),
    ...Object.fromEntries(counts),
    reviewsFirstPayout: form.get('reviewsFirstPayout') !== null,
    holdReleasesByAnother: form.get('holdReleasesByAnother') !== null,
    currencyLimits: form
      .getAll('limitCurrency')
      .map(String)
      .map((currency) => ({
        currency,
        reviewAboveMinor: said(`review-${currency}`),
        twoPersonAboveMinor: said(`two-${currency}`),
      }))
      // One that is only half written says nothing yet.
      .filter(({ reviewAboveMinor, twoPersonAboveMinor }) => reviewAboveMinor !== '' && twoPersonAboveMinor !== ''),
  }
}

/** A month of the books, `YYYY-MM`, in the book time zone. */
export type Month = string

/** The month of a day, `YYYY-MM-DD`. */
export const monthOf = (day: string): Month => day.slice(0, 7)

export const firstDay = (month: Month): string => `${month}-01`

/** The last day of a month, `YYYY-MM-DD`. */
export const lastDay = (month: Month): string => isoDay(month, 1, 0)

/** The first day of the month after a day's, `YYYY-MM-DD`. */
export const firstOfNextMonth = (day: string): string => isoDay(monthOf(day), 1, 1)

/** A month so many months later, or earlier. */
export const monthAfter = (month: Month, by = 1): Month => monthOf(isoDay(month, by, 1))

/** How people call it: `October 2026`. */
export const monthWords = (month: Month): string =>
  new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )

function isoDay(month: Month, monthsLater: number, day: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + monthsLater, day)).toISOString().slice(0, 10)
}

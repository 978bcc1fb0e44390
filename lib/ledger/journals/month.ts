/** The first day of the month after a day's, `YYYY-MM-DD`. */
export function firstOfNextMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

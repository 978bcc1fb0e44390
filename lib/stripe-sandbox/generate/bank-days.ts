/** `2026-02-01` of `2026-02`. */
export const firstDay = (month: string): string => `${month}-01`

/** `2026-02-28` of `2026-02`. */
export function lastDay(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** Basis points of a percentage as people write it: "12.5" or "12,5 %" is 1250. Null when it is none, or finer than 0.01 %. */
export function parsePercent(text: string): number | null {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim())
  if (found === null) return null
  const [, whole = '', fraction = ''] = found
  return Number.parseInt(`${whole}${fraction.padEnd(2, '0')}`, 10)
}

/** Basis points as a field shows them: 1250 is "12.5". */
export function percentText(bps: number): string {
  if (!Number.isInteger(bps)) return ''
  const digits = bps.toString().padStart(3, '0')
  const fraction = digits.slice(-2).replace(/0+$/, '')
  return `${digits.slice(0, -2)}${fraction === '' ? '' : `.${fraction}`}`
}

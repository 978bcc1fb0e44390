/** How a call of a tool or a model ended. */
export const CALL_OUTCOMES = ['ok', 'refused', 'failed', 'canceled'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

type Look = { readonly word: string; readonly tone: 'good' | 'warn' | 'bad' | 'plain' }

const LOOKS: Readonly<Record<CallOutcome, Look>> = {
  ok: { word: 'done', tone: 'good' },
  refused: { word: 'refused', tone: 'warn' },
  failed: { word: 'failed', tone: 'bad' },
  canceled: { word: 'canceled', tone: 'plain' },
}

export const callLook = (outcome: CallOutcome): Look => LOOKS[outcome]

/** What a call cost, from millionths of a US dollar as decimal text: "0.0021 USD"; empty for nothing. */
export function costWords(micros: string): string {
  if (/^0*$/.test(micros)) return ''
  const padded = micros.padStart(7, '0')
  const decimals = padded.slice(-6).replace(/0{1,4}$/, '')
  return `${padded.slice(0, -6)}.${decimals} USD`
}

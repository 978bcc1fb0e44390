/** What a model costs: millionths of a US dollar for a million tokens. */
export type Price = { readonly inputMicrosPerMillion: bigint; readonly outputMicrosPerMillion: bigint }

export const FREE: Price = { inputMicrosPerMillion: 0n, outputMicrosPerMillion: 0n }

const MILLION = 1_000_000n

/** What so many tokens cost, in millionths of a US dollar, rounded up. */
export function costOf(price: Price, tokens: { readonly input: number; readonly output: number }): bigint {
  const total =
    BigInt(Math.max(0, Math.ceil(tokens.input))) * price.inputMicrosPerMillion +
    BigInt(Math.max(0, Math.ceil(tokens.output))) * price.outputMicrosPerMillion
  return (total + MILLION - 1n) / MILLION
}

import { createHash } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Stripe-shaped ids drawn from the seed and a counter, so the same history has the same ids. */
export class Ids {
  private readonly seed: number
  private counter: number
  private saved: number

  constructor(seed: number, counter: number) {
    this.seed = seed
    this.counter = counter
    this.saved = counter
  }

  next(prefix: string, length = 24): string {
    this.counter += 1
    return `${prefix}_${letters(`${this.seed}:${this.counter}`, length)}`
  }

  /** Goes on from here on its own. */
  copy(): Ids {
    return new Ids(this.seed, this.counter)
  }

  /** The counter when it moved since the last call, so that it is written once per transaction. */
  takeMoved(): number | undefined {
    if (this.counter === this.saved) return undefined
    this.saved = this.counter
    return this.counter
  }
}

/** Letters and digits that depend on the text alone. */
export function letters(text: string, length: number): string {
  const digest = createHash('sha512').update(text).digest()
  let out = ''
  for (let index = 0; index < length; index += 1) out += ALPHABET[(digest[index % 64] ?? 0) % 62]
  return out
}

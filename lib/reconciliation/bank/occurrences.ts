const GROWS_AT = 0.85
const COUNTED_MAX = 255

/**
 * Counts how often each 64-bit number was seen, in flat arrays: two million lines take some twenty megabytes, a twentieth of what a
 * Map of texts would. Zero stands for an empty place, so it counts as one.
 */
export class Occurrences {
  private keys = new BigUint64Array(1_024)
  private counts = new Uint8Array(1_024)
  /** How often the few were seen that one byte is too small for. */
  private readonly many = new Map<bigint, number>()
  private size = 0

  /** Notes one more, and tells how many there are now. */
  count(number: bigint): number {
    const key = number === 0n ? 1n : number
    if (this.size > this.keys.length * GROWS_AT) this.grow()
    const place = this.placeOf(key)
    const before = this.counts[place] ?? 0
    if (before === COUNTED_MAX) {
      const now = (this.many.get(key) ?? COUNTED_MAX) + 1
      this.many.set(key, now)
      return now
    }
    if (before === 0) this.size += 1
    this.keys[place] = key
    this.counts[place] = before + 1
    return before + 1
  }

  private placeOf(key: bigint): number {
    const mask = this.keys.length - 1
    let place = Number(key & BigInt(mask))
    while (this.counts[place] !== 0 && this.keys[place] !== key) place = (place + 1) & mask
    return place
  }

  private grow(): void {
    const [keys, counts] = [this.keys, this.counts]
    this.keys = new BigUint64Array(keys.length * 2)
    this.counts = new Uint8Array(keys.length * 2)
    keys.forEach((key, index) => {
      const seen = counts[index] ?? 0
      if (seen === 0) return
      const place = this.placeOf(key)
      this.keys[place] = key
      this.counts[place] = seen
    })
  }
}

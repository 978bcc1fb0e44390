/** What the product takes for the present. In demo mode and tests it is the wall clock plus the sandbox's offset. */
type Source = () => Date

const wall: Source = () => new Date()
/** On the process, not in this module: the web server loads modules once per bundle, and all must tell the same time. */
const shared = globalThis as typeof globalThis & { tieoutClockOffsetMs?: number }
const following: Source = () => new Date(wall().getTime() + (shared.tieoutClockOffsetMs ?? 0))
let source: Source = following

/** The only reader of the wall clock. Every age, expiry and window takes its instant from `now` as a parameter. */
export const clock = {
  /** The product's present: use it for money, ages, expiries. */
  now: (): Date => source(),
  /** Real time: only for signatures, sessions and ids. */
  wall,
}

/** Follows the sandbox: milliseconds that its virtual clock is ahead of real time. */
export function setClockOffset(milliseconds: number): void {
  shared.tieoutClockOffsetMs = milliseconds
}

/** Fixes the present for one test file; `null` returns to wall time plus offset. */
export function setClockForTest(fixed: Source | null): void {
  source = fixed ?? following
}

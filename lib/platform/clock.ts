/** What the product takes for the present. In demo mode and tests it is the wall clock plus the sandbox's offset. */
type Source = () => Date

const wall: Source = () => new Date()

/** Kept on the process: a web server's bundles each have their own copy of this module. */
const shared = globalThis as typeof globalThis & { tieoutClock?: { offsetMs: number; fixed: Source | null } }
shared.tieoutClock ??= { offsetMs: 0, fixed: null }
const state = shared.tieoutClock

/** The only reader of the wall clock. Every age, expiry and window takes its instant from `now` as a parameter. */
export const clock = {
  /** The product's present: use it for money, ages, expiries. */
  now: (): Date => state.fixed?.() ?? new Date(wall().getTime() + state.offsetMs),
  /** Real time: only for signatures, sessions and ids. */
  wall,
}

/** Follows the sandbox: milliseconds that its virtual clock is ahead of real time. */
export function setClockOffset(milliseconds: number): void {
  state.offsetMs = milliseconds
}

/** Fixes the present for one test file; `null` returns to wall time plus offset. */
export function setClockForTest(fixed: Source | null): void {
  state.fixed = fixed
}

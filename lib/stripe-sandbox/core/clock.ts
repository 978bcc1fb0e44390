import type { Meta } from './meta.ts'

/**
 * Virtual time in Unix seconds: the wall clock plus a stored offset, or, when frozen, an instant that only jumps move.
 * While the clock is held (generation, a job that falls due), every caller sees the held instant.
 */
export class Clock {
  readonly frozen: boolean
  private held: number | null = null
  private readonly meta: Meta

  constructor(meta: Meta, frozen: boolean) {
    this.meta = meta
    this.frozen = frozen
  }

  now(): number {
    return this.held ?? this.free()
  }

  private free(): number {
    return this.frozen ? this.meta.number('clock_frozen_at') : wallSeconds() + this.meta.number('clock_offset')
  }

  /** Sets the instant from which time goes on. */
  set(instant: number): void {
    this.meta.set('clock_frozen_at', instant)
    this.meta.set('clock_offset', instant - wallSeconds())
  }

  get offset(): number {
    return this.free() - wallSeconds()
  }

  /** Runs `act` at a fixed instant. */
  at<T>(instant: number, act: () => T): T {
    const outer = this.held
    this.held = instant
    try {
      return act()
    } finally {
      this.held = outer
    }
  }
}

export const wallSeconds = (): number => Math.floor(Date.now() / 1000)

export const MINUTE = 60
export const HOUR = 3600
export const DAY = 86_400
/** Midnight UTC of the day that contains the instant. */
export const dayStart = (instant: number): number => instant - (instant % DAY)

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "20 Nov 2026": the day of the instant in UTC, as descriptions name it. */
export function dateOf(instant: number): string {
  const date = new Date(instant * 1000)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

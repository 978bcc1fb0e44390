import { DAY, dayStart } from '../core/clock.ts'

export type Step = { at: number; act: () => void }

/** What is going to happen, by day; a day that is over is forgotten, so that a long history needs no more memory. */
export class Agenda {
  private readonly days = new Map<number, Step[]>()

  add(...steps: readonly Step[]): void {
    for (const step of steps) {
      const day = dayStart(step.at)
      const known = this.days.get(day)
      if (known) known.push(step)
      else this.days.set(day, [step])
    }
  }

  /** Takes the steps before that instant out, in the order of time and then of entry. Call once for each day. */
  takeDay(midnight: number): Step[] {
    const steps = this.days.get(midnight) ?? []
    this.days.delete(midnight)
    return steps.toSorted((a, b) => a.at - b.at)
  }
}

/** The midnights of a history whose ends need not be midnights themselves. */
export function midnights(start: number, end: number): number[] {
  const first = dayStart(start)
  return Array.from({ length: Math.ceil((end - first) / DAY) }, (_, day) => first + day * DAY)
}

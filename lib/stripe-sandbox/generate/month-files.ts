import type { World } from '../core/world.ts'
import { writeFile } from './truth.ts'

/** `2026-01` of an instant. */
export const monthOf = (at: number): string => new Date(at * 1000).toISOString().slice(0, 7)

/** Lines of one kind of file, one file per month; what is over is written away, so that only one month is ever held. */
export class MonthFiles {
  private readonly world: World
  private readonly nameOf: (month: string) => string
  private readonly header: string
  private month = ''
  private lines: string[] = []

  constructor(world: World, nameOf: (month: string) => string, header: string) {
    this.world = world
    this.nameOf = nameOf
    this.header = header
  }

  /** Lines come in the order of time. */
  add(at: number, line: string): void {
    const month = monthOf(at)
    if (month !== this.month) this.flush()
    this.month = month
    this.lines.push(line)
  }

  flush(): void {
    if (this.month === '') return
    const body = `${[this.header, ...this.lines].join('\n')}\n`
    writeFile(this.world, this.nameOf(this.month), 'text/csv; charset=utf-8', body)
    this.lines = []
    this.month = ''
  }
}

/** A cell of a comma-separated file. */
export const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

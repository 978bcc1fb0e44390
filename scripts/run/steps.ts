/** What a long step tells while it runs. Without a total there is no bar. */
export type Report = (progress: { readonly done?: number; readonly total?: number; readonly label?: string }) => void

type Running = { label: string; startedMs: number; detail: string; share: number | undefined; shownShare: number }

const BAR_WIDTH = 24
const FRAME_MS = 120

/** A list of steps with times: redrawn in place on a terminal, line by line elsewhere. */
export class Steps {
  readonly #running = new Set<Running>()
  readonly #isLive = process.stdout.isTTY === true
  #isMuted = false
  #drawnLines = 0
  #timer: NodeJS.Timeout | undefined

  /** Runs one step and shows how long it took. Steps may run beside each other. */
  async run<T>(label: string, work: (report: Report) => Promise<T>): Promise<T> {
    const step: Running = { label, startedMs: performance.now(), detail: '', share: undefined, shownShare: 0 }
    this.#running.add(step)
    this.#refresh()
    try {
      const result = await work((progress) => this.#report(step, progress))
      this.#finish(step, '✓')
      return result
    } catch (error) {
      this.#finish(step, '✗')
      throw error
    }
  }

  /** Shows nothing from now on: what still ends, ends because the whole does. */
  mute(): void {
    this.#erase()
    this.#isMuted = true
  }

  /** Prints a line above the running steps. */
  say(line: string): void {
    if (this.#isMuted) return
    this.#erase()
    console.log(line)
    this.#draw()
  }

  #report(step: Running, { done, total, label }: Parameters<Report>[0]): void {
    step.share = done === undefined || total === undefined || total === 0 ? undefined : Math.min(done / total, 1)
    step.detail = [done === undefined || total === undefined ? '' : `${done}/${total}`, label ?? ''].join(' ').trim()
    const isQuarter = step.share !== undefined && step.share >= step.shownShare + 0.25
    if (this.#isLive || this.#isMuted || !isQuarter || step.share === undefined) return
    step.shownShare = step.share
    console.log(`  … ${step.label}: ${step.detail}`)
  }

  #finish(step: Running, mark: string): void {
    this.#running.delete(step)
    this.say(`  ${mark} ${step.label.padEnd(34)} ${seconds(step)}`)
    if (this.#running.size === 0) this.#refresh()
  }

  #refresh(): void {
    if (!this.#isLive) return
    if (this.#running.size === 0) clearInterval(this.#timer)
    else if (this.#timer === undefined || this.#running.size === 1) {
      clearInterval(this.#timer)
      this.#timer = setInterval(() => {
        this.#erase()
        this.#draw()
      }, FRAME_MS)
      this.#timer.unref()
    }
  }

  #erase(): void {
    if (this.#drawnLines > 0) process.stdout.write(`\x1b[${this.#drawnLines}A\x1b[0J`)
    this.#drawnLines = 0
  }

  #draw(): void {
    if (!this.#isLive || this.#isMuted) return
    const width = process.stdout.columns ?? 80
    for (const step of this.#running) {
      const bar = step.share === undefined ? '' : ` ${barOf(step.share)}`
      const line = `  … ${step.label.padEnd(34)} ${seconds(step)}${bar} ${step.detail}`
      process.stdout.write(`${line.slice(0, width - 1)}\n`)
    }
    this.#drawnLines = this.#running.size
  }
}

const seconds = (step: Running) => `${((performance.now() - step.startedMs) / 1_000).toFixed(1).padStart(6)} s`

const barOf = (share: number) => {
  const filled = Math.round(share * BAR_WIDTH)
  return `[${'█'.repeat(filled)}${'·'.repeat(BAR_WIDTH - filled)}]`
}

import { killAllChildren, stopAllChildren } from './children.ts'

const PATIENCE_MS = 3_000

/**
 * Ends the process in order on Ctrl-C, SIGTERM and when the terminal closes: what was registered last goes
 * first, then every child that is still there. One Ctrl-C may arrive twice, from the terminal and from npm;
 * only a signal that comes some seconds later stops the waiting.
 */
export class Shutdown {
  readonly #last: (() => Promise<void>)[] = []
  readonly #onBegin: () => void
  #ending: Promise<void> | undefined
  #signalledMs: number | undefined

  /** `onBegin` runs at the very first, before anything is stopped. */
  constructor(onBegin: () => void = () => {}) {
    this.#onBegin = onBegin
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        this.#signalledMs ??= performance.now()
        if (performance.now() - this.#signalledMs < PATIENCE_MS) void this.end(0)
        else {
          killAllChildren()
          process.exit(1)
        }
      })
    }
  }

  /** True from the first signal on: what fails now fails because we are ending. */
  get hasBegun(): boolean {
    return this.#ending !== undefined
  }

  /** Registers what has to be stopped; the last one registered is the first to go. */
  onEnd(stop: () => Promise<void>): void {
    this.#last.unshift(stop)
  }

  /** Stops everything, says the sentence if there is one, and ends the process. */
  end(code: number, sentence?: string): Promise<void> {
    this.#ending ??= this.#stop(code, sentence)
    return this.#ending
  }

  async #stop(code: number, sentence: string | undefined): Promise<void> {
    this.#onBegin()
    if (sentence !== undefined) console.error(`\n${sentence}`)
    for (const stop of this.#last.splice(0)) {
      await stop().catch((error: unknown) => console.error(sentenceOf(error)))
    }
    await stopAllChildren()
    process.exit(code)
  }
}

/** What to tell a person about an error: its sentence, without the stack. */
export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The web server and the application it serves are bundled apart, and share one process. */
const shared = globalThis as typeof globalThis & { tieoutStopping?: boolean }

/** True from the moment this process was asked to end: it still answers, and wants no new work. */
export const isStopping = (): boolean => shared.tieoutStopping === true

export function beginStopping(): void {
  shared.tieoutStopping = true
}

/** One request as the log keeps it. */
type LoggedRequest = {
  at: number
  at_ms: number
  method: string
  path: string
  account: string | null
  status: number
  idempotency_key: string | null
  replayed: boolean
  request_id: string
  user_agent: string | null
  fault: string | null
  error_code: string | null
  duration_ms: number
}

const KEPT_MAX = 50_000

/** The last requests, newest first when read; a ring, so a long-running sandbox does not grow. */
export class RequestLog {
  private readonly kept: LoggedRequest[] = []
  private next = 0

  add(request: LoggedRequest): void {
    this.kept[this.next % KEPT_MAX] = request
    this.next += 1
  }

  newest(limit: number): LoggedRequest[] {
    const count = Math.min(limit, this.kept.length)
    return Array.from({ length: count }, (_, back) => this.kept[(this.next - 1 - back) % KEPT_MAX]).filter(
      (request) => request !== undefined,
    )
  }

  get total(): number {
    return this.next
  }
}

import { relativeTimeWords, utcWords } from './relative-time-words.ts'

type RelativeTimeProps = {
  /** The instant, ISO 8601. */
  readonly at: string
  /** The server's clock when the page was made, so that server and browser agree on the words. */
  readonly now: string
  readonly timeZone?: string | undefined
}

/** Relative up to a day, then the date; hover shows UTC. */
export function RelativeTime({ at, now, timeZone = 'UTC' }: RelativeTimeProps) {
  return (
    <time dateTime={at} title={utcWords(at)} className="whitespace-nowrap">
      {relativeTimeWords({ at, now, timeZone })}
    </time>
  )
}

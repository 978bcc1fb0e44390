import { ButtonLink } from './button-link.tsx'

type PageTurnsProps = {
  /** Names the way: "Pages of policies". */
  readonly label: string
  readonly page: {
    readonly rows: readonly unknown[]
    readonly nextCursor: string | null
    readonly previousCursor: string | null
  }
  /** The address of the page that a key begins; one with a minus before it ends there. */
  readonly hrefOf: (turn: string) => string
}

/** The way to the rows before and after, for lists that are no tables; nothing when all of them are shown. */
export function PageTurns({ label, page, hrefOf }: PageTurnsProps) {
  const { rows, nextCursor, previousCursor } = page
  if (nextCursor === null && previousCursor === null) return null
  return (
    <nav aria-label={label} className="flex items-center gap-2 text-ink-2 text-sm">
      <p className="flex-1">{`${rows.length} shown; there are more.`}</p>
      {previousCursor === null ? null : (
        <ButtonLink size="sm" href={hrefOf(encodeURIComponent(`-${previousCursor}`))}>
          Previous
        </ButtonLink>
      )}
      {nextCursor === null ? null : (
        <ButtonLink size="sm" href={hrefOf(encodeURIComponent(nextCursor))}>
          Next
        </ButtonLink>
      )}
    </nav>
  )
}

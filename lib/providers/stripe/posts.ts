/** A path of Stripe's API below /v1; `*` stands for one segment. */
type PostPath = string

/** What moves money or answers a bank: sent for a proposal that passed the gate, under a key made of proposal and attempt. */
export const GATED_POSTS: readonly PostPath[] = [
  'transfers',
  'transfers/*/reversals',
  'refunds',
  'disputes/*',
  'disputes/*/close',
]

/** What moves no money and tells nobody anything, each with the reason why it needs no proposal. */
export const UNGATED_POSTS: Readonly<Record<PostPath, string>> = {
  'reporting/report_runs': 'Stripe writes down what happened already.',
  account_links:
    'An address where the seller tells Stripe about itself; it moves nothing, and only the seller is given it.',
  accounts:
    'An account that nothing can be paid to before its owner told Stripe who it is; a person invited the owner, who agreed.',
  files: 'A document for a dispute, which nobody reads before an approved answer names it.',
}

/** Refuses a POST that nobody thought about: a new one belongs behind the gate, or on the list with its reason. */
export function assertKnownPost(path: string): void {
  if ([...GATED_POSTS, ...Object.keys(UNGATED_POSTS)].some((known) => isPostTo(path, known))) return
  throw new Error(`POST ${path} is neither behind the gate nor on the list of calls that need none.`)
}

export function isPostTo(path: string, known: PostPath): boolean {
  const parts = path.split('/')
  const expected = known.split('/')
  return parts.length === expected.length && expected.every((part, at) => part === '*' || part === parts[at])
}

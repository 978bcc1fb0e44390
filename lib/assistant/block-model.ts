/** What an answer is made of besides words: typed pieces that the panel draws, and that a file or a pin can hold. */

/** A page of our own on which the rows can be seen: `href` begins with a slash. */
export type Citation = { readonly label: string; readonly href: string }

/** A value twice: formatted for people, and raw (decimal text, minor units of money, ISO date) for files. */
export type Cell = { readonly text: string; readonly raw: string | null; readonly href?: string }

export type Block =
  | {
      readonly kind: 'metric'
      readonly label: string
      readonly value: Cell
      readonly change?: Cell
      readonly note?: string
    }
  | {
      readonly kind: 'table'
      readonly title: string
      readonly columns: readonly { readonly id: string; readonly label: string; readonly align: 'left' | 'right' }[]
      readonly rows: readonly { readonly cells: readonly Cell[]; readonly href: string | null }[]
      /** Rows that match, shown or not. */
      readonly found: number
    }
  | {
      readonly kind: 'chart'
      readonly shape: 'line' | 'bar'
      readonly title: string
      readonly unit: 'money' | 'percent' | 'count' | 'days'
      /** Of the amounts; empty where there are none. */
      readonly currency: string
      readonly series: readonly {
        readonly label: string
        readonly points: readonly { readonly x: string; readonly y: string | null; readonly text: string }[]
      }[]
    }
  | {
      readonly kind: 'entities'
      readonly noun: string
      readonly items: readonly { readonly label: string; readonly detail: string; readonly href: string }[]
      readonly found: number
    }
  | {
      readonly kind: 'proposal'
      readonly proposalId: string
      readonly title: string
      readonly effect: string
      readonly total: Cell
      readonly href: string
    }
  | { readonly kind: 'passage'; readonly source: string; readonly text: string; readonly href: string }
  | { readonly kind: 'draft'; readonly to: string; readonly subject: string; readonly body: string }
  | { readonly kind: 'notice'; readonly tone: 'info' | 'warn'; readonly text: string }

/** What every tool returns. */
export type ToolResult = {
  /** What was looked up, as a step people read: "Refund rate by seller, Q3 2026, 58 sellers". */
  readonly step: string
  readonly blocks: readonly Block[]
  /** What the model reads: values formatted and raw, and `summary`, the same in a sentence. */
  readonly facts: { readonly summary: string } & Readonly<Record<string, unknown>>
  readonly citations: readonly Citation[]
  /** Rows read for it that are shown. */
  readonly rows: number
  /** Whether there are more than are shown. */
  readonly more: boolean
}

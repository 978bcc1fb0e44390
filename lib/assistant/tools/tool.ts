import type { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import type { Permission } from '#lib/access/permissions.ts'
import type { ToolResult } from '../block-model.ts'

/** On whose behalf a tool works: a person of the console, the command line, or a seller under the seller's own database role. */
export type Asker = Pick<Actor, 'personId' | 'name' | 'roles' | 'entity' | 'scope'> & {
  /** The language a seller's person reads: en, de, es, fr or ja. */
  readonly locale?: string
}

export type ToolContext = {
  readonly asker: Asker
  readonly at: Date
  /** The page that the question was asked on: `/sellers/sel_…`; empty for none. */
  readonly page: string
  /** What the person typed in this conversation, and nothing that a tool or a model said. */
  readonly said?: string
  /** Ends when the question is canceled. */
  readonly signal?: AbortSignal
}

type Spec<Input extends z.ZodType> = {
  /** As the model calls it. */
  readonly name: string
  /** As people read it. */
  readonly title: string
  /** What the model is told: what it answers, and when to take it. */
  readonly description: string
  /** A person whose roles lack it never sees the tool, nor does the model. */
  readonly permission: Permission
  /** Nothing executes: a tool reads, or writes a proposal that people decide. */
  readonly effect: 'read' | 'propose'
  /** The most personal class of columns that its result may hold. */
  readonly pii: 'none' | 'contact' | 'bank'
  /** How much work a call is: a look-up, or a sum over many rows. */
  readonly cost: 'low' | 'high'
  /** May be used by a seller, because all it reads is bounded by the role tieout_seller. */
  readonly isForSellers?: boolean
  readonly input: Input
  run(context: ToolContext, input: z.output<Input>): Promise<ToolResult>
}

/** A tool whose input is not known by type: what the registry holds. */
export type Tool = Omit<Spec<z.ZodType>, 'run'> & {
  /** Throws a ZodError for input that is not the tool's, and a Refusal for a "no". */
  run(context: ToolContext, input: unknown): Promise<ToolResult>
}

/** Makes a tool that reads its own input: whatever calls it, a model or a script, nothing runs on input that was not checked. */
export function defineTool<Input extends z.ZodType>(spec: Spec<Input>): Tool {
  return { ...spec, run: async (context, input) => spec.run(context, spec.input.parse(input)) }
}

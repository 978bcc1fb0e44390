import type { Actor } from '#lib/access/actor.ts'
import { inTransaction, read } from '#lib/platform/db.ts'
import { readCsv } from '#lib/platform/read-csv.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { inviteSeller, whoHas } from './invite.ts'
import { unusableList } from './refusals.ts'
import { type InviteFields, inviteFields } from './schema.ts'
import { openTemplates, type Template, templateIn } from './templates.ts'

/** A line of a pasted list: what would be sent, or why not. */
export type ListLine = {
  readonly line: number
  readonly name: string
  readonly email: string
  /** Country, currency and template in words; empty when the line cannot be read. */
  readonly what: string
  /** Why it is refused; null when it can be sent. */
  readonly problem: string | null
}

const COLUMNS = ['name', 'email', 'country', 'currency', 'template', 'note'] as const
const LINES_MAX = 500

type Parsed = {
  readonly line: number
  readonly raw: Raw
  readonly fields: InviteFields | null
  readonly problem: string | null
}
type Raw = Readonly<Record<(typeof COLUMNS)[number], string>>

/** What a pasted list would do, line by line. Nothing is sent. */
export async function previewInvites(actor: Actor, text: string): Promise<ListLine[]> {
  return (await parse(actor, text)).map(shown)
}

export type Sent = { readonly sent: number; readonly lines: readonly ListLine[] }

/** Invites whom the list names, each in a transaction of its own; answers the lines that were refused. */
export async function inviteMany(actor: Actor, text: string, at: Date): Promise<Sent> {
  const refused: ListLine[] = []
  let sent = 0
  for (const parsed of await parse(actor, text)) {
    const problem = parsed.fields === null ? parsed.problem : await inviteOne(actor, parsed.fields, at)
    if (problem === null) sent += 1
    else refused.push(shown({ ...parsed, problem }))
  }
  return { sent, lines: refused }
}

async function inviteOne(actor: Actor, fields: InviteFields, at: Date): Promise<string | null> {
  try {
    await inTransaction(actor.scope, (tx) => inviteSeller(tx, { actor, fields, at }))
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

async function parse(actor: Actor, text: string): Promise<Parsed[]> {
  const rows = rowsOf(text)
  if (rows.length > LINES_MAX) throw unusableList(`A list has at most ${LINES_MAX} lines.`)
  const emails = rows.map(({ raw }) => raw.email.trim().toLowerCase())
  const { taken, templates } = await read(actor.scope, async (tx) => ({
    taken: await whoHas(tx, emails),
    templates: await openTemplates(tx),
  }))
  return rows.map(({ line, raw }, at) => {
    const parsed = inviteFields.safeParse(raw)
    if (!parsed.success) return { line, raw, fields: null, problem: parsed.error.issues[0]?.message ?? 'Not readable.' }
    const fields = parsed.data
    const twin = emails.indexOf(fields.email)
    const problem =
      taken.get(fields.email) ??
      (twin === at ? null : `The same address stands on line ${rows[twin]?.line ?? 0}.`) ??
      unknownTemplate(templates, fields.template)
    return { line, raw, fields: problem === null ? fields : null, problem }
  })
}

function unknownTemplate(templates: readonly Template[], name: string): string | null {
  try {
    templateIn(templates, name)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

/** Lines with or without a header; without one the columns stand in our order. */
function rowsOf(text: string): { line: number; raw: Raw }[] {
  const first = text.trimStart().split('\n', 1)[0] ?? ''
  const hasHeader = !first.includes('@')
  const separator = [',', ';', '\t'].find((sign) => first.includes(sign)) ?? ','
  const csv = readCsv(hasHeader ? text : `${COLUMNS.join(separator)}\n${text}`)
  const header = csv.header.map((name) => name.toLowerCase())
  const missing = COLUMNS.filter((name) => name !== 'note' && !header.includes(name))
  if (missing.length > 0) throw unusableList(`The first line lacks ${missing.join(', ')}.`)
  return csv.rows.map(({ line, cells }) => {
    const cell = (name: string) => cells[header.indexOf(name)]?.trim() ?? ''
    const raw = Object.fromEntries(COLUMNS.map((name) => [name, cell(name)])) as Record<
      (typeof COLUMNS)[number],
      string
    >
    return { line: hasHeader ? line : line - 1, raw }
  })
}

const shown = ({ line, raw, fields, problem }: Parsed): ListLine => ({
  line,
  name: raw.name,
  email: raw.email,
  what: fields === null ? '' : `${fields.country}, ${fields.currency}, “${fields.template}”`,
  problem,
})

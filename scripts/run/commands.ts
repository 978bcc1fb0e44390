import { askCommand } from './ask-command.ts'
import { bankImportCommand } from './bank-command.ts'
import { migrateDatabase, type OpenDatabase } from './database.ts'
import { healthCommand } from './health.ts'
import { presentInstant } from './present-instant.ts'
import { proofCommand } from './proof-command.ts'
import { reconcileCommand } from './reconcile.ts'

type Invocation = {
  readonly names: readonly string[]
  readonly flags: {
    readonly json: boolean
    readonly name?: string | undefined
    readonly role?: string | undefined
    readonly password?: string | undefined
    readonly preview: boolean
    readonly since?: string | undefined
    readonly account?: string | undefined
    readonly check: boolean
    readonly payout?: string | undefined
    readonly day?: string | undefined
    readonly as?: string | undefined
    readonly report: boolean
    readonly evaluate: boolean
    readonly backtest: boolean
  }
  readonly database: OpenDatabase
}

export type Command = {
  readonly words: readonly string[]
  readonly usage: string
  /** The exit code when it cannot run at all; 1 unless said. */
  readonly failure?: number
  /** Returns the exit code. The product's modules are loaded inside: by then the environment is complete. */
  run(invocation: Invocation): Promise<number>
}

const migrateCommand: Command = {
  words: ['migrate'],
  usage: 'migrate                       bring the database to this version',
  run: async ({ database }) => {
    const applied = await migrateDatabase(database)
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
    return 0
  },
}

const userAddCommand: Command = {
  words: ['user', 'add'],
  usage: 'user add <email> --name "<name>" --role <role> --password <password>',
  run: async ({ names, flags }) => {
    const { addPerson } = await import('#lib/people/add-person.ts')
    const { ROLES } = await import('#lib/access/permissions.ts')
    const { currentEntity } = await import('#lib/entities/entity.ts')
    const [email] = names
    const role = ROLES.find((known) => known === flags.role)
    if (email === undefined || !email.includes('@'))
      throw new Error('Name the e-mail address: user add ada@example.com …')
    if (role === undefined) throw new Error(`--role must be one of ${ROLES.join(', ')}.`)
    if ((flags.password ?? '').length < 12) throw new Error('--password must have at least 12 characters.')
    const name = flags.name ?? email
    await addPerson({
      entity: await currentEntity(),
      email,
      name,
      role,
      password: flags.password ?? '',
      at: await presentInstant(),
    })
    console.log(`${name} can sign in as ${email} (${role}).`)
    return 0
  },
}

const verifyCommand: Command = {
  words: ['verify'],
  usage: 'verify [--json]               check every promise about the books; exit code 0, 1 or 2',
  run: async ({ flags }) => {
    const { verify } = await import('#lib/reconciliation/verify.ts')
    const { stripeSnapshots } = await import('#lib/pipeline/stripe-snapshots.ts')
    const { currentEntity } = await import('#lib/entities/entity.ts')
    const at = await presentInstant()
    const entity = await currentEntity()
    const { exitCode, report, text } = await verify({ entity, at, snapshots: await stripeSnapshots(entity, at) })
    console.log(flags.json ? JSON.stringify(report, amountsAsText, 2) : text)
    return exitCode
  },
}

const settleCommand: Command = {
  words: ['settle'],
  usage: 'settle --preview [--json]     what would be settled and paid now, by seller and currency; writes nothing',
  run: async ({ flags }) => {
    if (!flags.preview) throw new Error('The worker settles by itself; see what it would do with settle --preview.')
    const { previewSettling, settlingWords } = await import('#lib/settlements/preview-settling.ts')
    const { currentEntity } = await import('#lib/entities/entity.ts')
    const preview = await previewSettling(await currentEntity(), await presentInstant())
    console.log(flags.json ? JSON.stringify(preview, amountsAsText, 2) : settlingWords(preview))
    return 0
  },
}

const replayCommand: Command = {
  words: ['replay'],
  usage: 'replay <event>                work on a stored event again',
  run: async ({ names: [id] }) => {
    if (id === undefined) throw new Error('Name the event: replay evt_…')
    const { findEvents, replayEvents } = await import('#lib/events/replay-event.ts')
    const { SYSTEM_ACTOR } = await import('#lib/audit/record-audit.ts')
    const { currentEntity } = await import('#lib/entities/entity.ts')
    const { inTransaction, SYSTEM } = await import('#lib/platform/db.ts')
    const at = await presentInstant()
    const count = await inTransaction(SYSTEM(await currentEntity()), async (tx) =>
      replayEvents(tx, { actor: SYSTEM_ACTOR, events: await findEvents(tx, id), at }),
    )
    console.log(
      `${id} is back in the inbox${count > 1 ? ` of ${count} accounts` : ''}; the worker takes it from there.`,
    )
    return 0
  },
}

const backfillCommand: Command = {
  words: ['backfill'],
  usage: 'backfill [--since YYYY-MM-DD] [--json]   read the past from Stripe again and check it; exit code 0, 1 or 2',
  run: async ({ flags }) => {
    const { backfill } = await import('#lib/pipeline/backfill-command.ts')
    const at = await presentInstant()
    if (flags.since !== undefined && Number.isNaN(Date.parse(flags.since))) {
      throw new Error(`--since must be a day such as 2026-01-31, not ${flags.since}.`)
    }
    const since = flags.since === undefined ? null : new Date(flags.since)
    const { exitCode, report, text } = await backfill({
      since,
      at,
      onProgress: ({ percent, label }) => {
        if (flags.json) console.log(JSON.stringify({ percent, label }))
        else process.stderr.write(`\r\x1b[K${bar(percent)} ${percent} %  ${label}`)
      },
    })
    if (!flags.json) process.stderr.write('\n')
    console.log(flags.json ? JSON.stringify(report, amountsAsText) : text)
    return exitCode
  },
}

const closeCommand: Command = {
  words: ['close'],
  usage: 'close YYYY-MM --check [--json]   whether the month is ready to be hard-locked; exit code 0 or 1',
  run: async ({ names: [month = ''], flags }) => {
    if (!flags.check || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      throw new Error('Name a month and say what to do: close 2026-10 --check. People lock it in the console.')
    const { checkClose } = await import('#lib/reconciliation/close/close-command.ts')
    const { currentEntity } = await import('#lib/entities/entity.ts')
    const { exitCode, report, text } = await checkClose(await currentEntity(), month, await presentInstant())
    console.log(flags.json ? JSON.stringify(report, amountsAsText, 2) : text)
    return exitCode
  },
}

const BAR_WIDTH = 24
const bar = (percent: number) => {
  const filled = Math.floor((percent * BAR_WIDTH) / 100)
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`
}

const amountsAsText = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)

export const COMMANDS: readonly Command[] = [
  askCommand,
  migrateCommand,
  verifyCommand,
  closeCommand,
  settleCommand,
  backfillCommand,
  reconcileCommand,
  healthCommand,
  proofCommand,
  bankImportCommand,
  replayCommand,
  userAddCommand,
]

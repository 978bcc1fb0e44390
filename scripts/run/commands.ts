import { migrateDatabase, type OpenDatabase } from './database.ts'

type Invocation = {
  readonly names: readonly string[]
  readonly flags: {
    readonly json: boolean
    readonly name?: string | undefined
    readonly role?: string | undefined
    readonly password?: string | undefined
  }
  readonly database: OpenDatabase
}

export type Command = {
  readonly words: readonly string[]
  readonly usage: string
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
    const { clock } = await import('#lib/platform/clock.ts')
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
      at: clock.now(),
    })
    console.log(`${name} can sign in as ${email} (${role}).`)
    return 0
  },
}

export const COMMANDS: readonly Command[] = [migrateCommand, userAddCommand]

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

export const COMMANDS: readonly Command[] = [migrateCommand]

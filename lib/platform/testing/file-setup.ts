import { takeTestDatabase } from './database.ts'

// Before a test file imports anything of the product, the environment names a database of its own.
await takeTestDatabase()

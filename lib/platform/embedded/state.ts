import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const stateSchema = z.object({
  port: z.number().int().min(1).max(65_535),
  superPassword: z.string().min(16),
  ownerPassword: z.string().min(16),
  /** Where the cluster's files are: the bootstrap stops the server before it replaces the programs it runs from. */
  clusterDir: z.string(),
})

/** What we must remember about our own cluster between starts. */
export type ClusterState = z.infer<typeof stateSchema>

const fileIn = (dataDir: string) => join(dataDir, 'postgres.json')

/** The remembered state, or undefined before the first start. */
export function readState(dataDir: string): ClusterState | undefined {
  const file = fileIn(dataDir)
  if (!existsSync(file)) return undefined
  const parsed = stateSchema.safeParse(parseJson(readFileSync(file, 'utf8')))
  if (parsed.success) return parsed.data
  throw new Error(`${file} is damaged: restore it, or remove the folder ${dataDir} to begin with an empty database.`)
}

/** Writes the state so that a reader sees the old or the new one, never half, and nobody else reads the passwords. */
export function writeState(dataDir: string, state: ClusterState): ClusterState {
  mkdirSync(dataDir, { recursive: true })
  const unfinished = `${fileIn(dataDir)}.${process.pid}`
  writeFileSync(unfinished, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  renameSync(unfinished, fileIn(dataDir))
  return state
}

/** A password that is safe inside a connection string. */
export const newPassword = () => randomBytes(24).toString('base64url')

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

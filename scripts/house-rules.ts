// The rules of the house, as errors: node scripts/house-rules.ts
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { containerBreaches } from './house/container-rules.ts'
import { edgesOf, importBreaches } from './house/import-rules.ts'
import type { Breach, Source } from './house/sources.ts'
import { ownersOf, tableBreaches, tableUses } from './house/table-rules.ts'
import { doorBreaches, shapeBreaches, textBreaches } from './house/text-rules.ts'

const ROOT = join(import.meta.dirname, '..')

const FOREIGN =
  /^(node_modules|\.git|\.next.*|\.tieout.*|prisma\/generated|test-results|playwright-report|coverage)(\/|$)/

/** The project's own text files. */
export function readSources(folder = ''): Source[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (FOREIGN.test(path)) return []
    if (entry.isDirectory()) return readSources(path)
    const isText = /\.(tsx?|mjs|md|json|ya?ml|prisma|sql|css|example)$/.test(path) && path !== 'package-lock.json'
    return isText ? [{ path, text: readFileSync(join(ROOT, path), 'utf8') }] : []
  })
}

/**
 * Every breach of every rule. A rule that looks at nothing passes everything, so it is a breach, too,
 * when no import and no table was seen.
 */
export function breachesIn(sources: readonly Source[]): Breach[] {
  const owners = ownersOf(sources.filter(({ path }) => /^prisma\/schema\/.+\.prisma$/.test(path)))
  const uses = tableUses(sources, owners)
  return [
    ...(edgesOf(sources).length === 0 ? ['No import was seen: the rules cannot see the code.'] : []),
    ...(uses.length === 0 ? ['No table was seen: the rules cannot see the SQL.'] : []),
    ...importBreaches(sources),
    ...tableBreaches(uses),
    ...doorBreaches(sources),
    ...textBreaches(sources),
    ...shapeBreaches(sources),
    ...containerBreaches(sources),
  ]
}

if (process.argv[1] === import.meta.filename) {
  const sources = readSources()
  const breaches = breachesIn(sources)
  for (const breach of breaches) console.error(breach)
  const seen = `${sources.length} files, ${edgesOf(sources).length} imports`
  console.log(breaches.length === 0 ? `The house is in order (${seen}).` : `${breaches.length} breaches (${seen}).`)
  process.exitCode = breaches.length === 0 ? 0 : 1
}

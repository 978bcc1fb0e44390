import type { Breach, Source } from './sources.ts'

/** What only set-up, the demo's sandbox, or a start without containers reads. */
const NOT_IN_CONTAINERS = [
  'SANDBOX_PORT',
  'TIEOUT_DATA_DIR',
  'TIEOUT_SEED',
  'TIEOUT_DEMO_SCALE',
  'DATABASE_ADMIN_URL',
  'DATABASE_URL',
] as const

/** A variable that is read everywhere but in containers is set there in vain. */
export function containerBreaches(sources: readonly Source[]): Breach[] {
  const textOf = (name: string) => sources.find(({ path }) => path === name)?.text
  const [example, compose] = [textOf('.env.example'), textOf('compose.yaml')]
  if (example === undefined || compose === undefined) return []
  return [...example.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)]
    .map(([, name = '']) => name)
    .filter((name) => !NOT_IN_CONTAINERS.some((left) => left === name))
    .filter((name) => !new RegExp(`^ +${name}: `, 'm').test(compose))
    .map((name) => `compose.yaml does not hand on ${name}: add "${name}: \${${name}:-}" to x-environment`)
}

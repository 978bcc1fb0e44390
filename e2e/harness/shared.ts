import type { TestCluster } from '#lib/platform/testing/cluster.ts'
import type { Loaded, Product } from './launch.ts'

/** What the set-up of a run tells its workers, which are processes of their own. */
type Shared = {
  readonly cluster: TestCluster
  readonly product: Product
  readonly loaded: Loaded
  readonly buildDir: string
}

const VARIABLE = 'TIEOUT_BROWSER_TESTS'

export function share(shared: Shared): void {
  process.env[VARIABLE] = JSON.stringify(shared)
}

export function shared(): Shared {
  const text = process.env[VARIABLE]
  if (text === undefined) throw new Error('The set-up of the browser tests did not run.')
  return JSON.parse(text)
}

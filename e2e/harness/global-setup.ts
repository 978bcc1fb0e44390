import { rmSync } from 'node:fs'
import { startTestCluster } from '#lib/platform/testing/cluster.ts'
import { buildApplication, generateClient } from '#scripts/run/compile.ts'
import { launchProduct, loadOnce } from './launch.ts'
import { share } from './shared.ts'

/** One PostgreSQL for the run, one past that is read once, and one product that all tests share whose clock nobody moves. */
export default async function setup(): Promise<() => Promise<void>> {
  const buildDir = process.env.TIEOUT_BUILD_DIR ?? '.next-test'
  await generateClient()
  await buildApplication(buildDir)
  const { stop: stopCluster, ...cluster } = await startTestCluster()
  const ends = [stopCluster]
  const stop = async () => {
    for (const end of ends.reverse()) await end()
  }
  try {
    const loaded = await loadOnce(cluster)
    ends.push(async () => rmSync(loaded.sandboxDir, { recursive: true, force: true }))
    const { stop: stopProduct, ...product } = await launchProduct({ cluster, buildDir, loaded })
    ends.push(stopProduct)
    share({ cluster, product, loaded, buildDir })
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

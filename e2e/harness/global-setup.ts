import { startTestCluster } from '#lib/platform/testing/cluster.ts'
import { buildApplication, generateClient } from '#scripts/run/compile.ts'
import { launchProduct } from './launch.ts'
import { share } from './shared.ts'

/** One PostgreSQL for the run, and one product that all tests share whose clock nobody moves. */
export default async function setup(): Promise<() => Promise<void>> {
  const buildDir = process.env.TIEOUT_BUILD_DIR ?? '.next-test'
  await generateClient()
  await buildApplication(buildDir)
  const { stop: stopCluster, ...cluster } = await startTestCluster()
  const { stop: stopProduct, ...product } = await launchProduct({ cluster, buildDir, scale: 'small' }).catch(
    async (error: unknown) => {
      await stopCluster()
      throw error
    },
  )
  share({ cluster, product, buildDir })
  return async () => {
    await stopProduct()
    await stopCluster()
  }
}

import { letters } from './ids.ts'
import type { World } from './world.ts'

/** The platform as an application: what connected accounts see as the taker of a fee. */
export const applicationOf = (world: World): string => `ca_${letters(`${world.platform}:application`, 24)}`

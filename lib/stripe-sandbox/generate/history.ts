import type { World } from '../core/world.ts'
import type { Generation, Scale } from './state.ts'

export const daysOf = (scale: Exclude<Scale, 'empty'>): number => ({ small: 30, demo: 92, large: 92 })[scale]

export async function inventHistory(_world: World, _generation: Generation): Promise<void> {}

import type { World } from '../core/world.ts'
export function advanceInvoice(_world: World, _account: string, _id: string): void {}

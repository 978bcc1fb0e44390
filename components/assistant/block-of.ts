import type { Block } from '#lib/assistant/block-model.ts'

/** One kind of block. */
export type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>

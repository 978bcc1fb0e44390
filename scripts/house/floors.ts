/** Ground floor first. A room imports lower floors and itself; never a neighbour, never a higher floor. */
export const FLOORS: readonly (readonly string[])[] = [
  ['platform'],
  ['money'],
  ['audit'],
  ['entities', 'rates'],
  ['access'],
  ['approvals'],
  ['people', 'providers', 'forecasts', 'messages'],
  ['sellers', 'tickets'],
  ['events', 'contracts'],
  ['ledger', 'transfers'],
  ['settlements', 'billing', 'usage', 'wallets'],
  ['conversations'],
  ['payouts', 'disputes', 'cutover', 'onboarding'],
  ['reconciliation', 'treasury', 'pricing', 'licensing'],
  ['analytics', 'finding'],
  ['health'],
  ['assistant'],
  ['portal'],
  ['pipeline'],
]

/** Stands outside the staircase: it knows nothing of the product, and is reached over HTTP. */
export const SANDBOX = 'stripe-sandbox'

/** The number of the floor a room is on, or -1. */
export const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room))

/** Whose tables a schema file holds, where the file does not bear the room's own name. */
const ROOM_OF_SCHEMA: Readonly<Record<string, string>> = {
  mirror: 'events',
  bank: 'reconciliation',
  records: 'reconciliation',
  matching: 'reconciliation',
  close: 'reconciliation',
  proof: 'reconciliation',
  retrieval: 'assistant',
}

export const roomOfSchemaFile = (noun: string): string => ROOM_OF_SCHEMA[noun] ?? noun

/**
 * Whose tables a room may write besides its own. Access keeps what it reads on every request; people is the
 * one room that changes it.
 */
const ALSO_WRITES: Readonly<Record<string, string>> = { people: 'access' }

export const mayWrite = (room: string, owner: string): boolean => room === owner || ALSO_WRITES[room] === owner

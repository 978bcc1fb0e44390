type Look = { readonly word: string; readonly tone: 'good' | 'warn' | 'bad' | 'wait' | 'plain' }

const UNKNOWN: Look = { word: 'unknown', tone: 'plain' }

const SETTLEMENTS: Readonly<Record<string, Look>> = {
  paused: { word: 'paused', tone: 'warn' },
  proposed: { word: 'proposed', tone: 'wait' },
  settled: { word: 'settled', tone: 'good' },
  refunded: { word: 'refunded', tone: 'plain' },
  nothing_collected: { word: 'nothing collected', tone: 'plain' },
}

const SHARES: Readonly<Record<string, Look>> = {
  paused: { word: 'paused', tone: 'warn' },
  proposed: { word: 'proposed', tone: 'wait' },
  executed: { word: 'executed', tone: 'good' },
  adopted: { word: 'paid before us', tone: 'good' },
  void: { word: 'nothing owed', tone: 'plain' },
}

/** How a settlement's state reads on lists, pills, filters and exports. */
export function settlementLook(state: string): Look {
  return SETTLEMENTS[state] ?? { ...UNKNOWN, word: state }
}

/** How a share's state reads. */
export function shareLook(state: string): Look {
  return SHARES[state] ?? { ...UNKNOWN, word: state }
}

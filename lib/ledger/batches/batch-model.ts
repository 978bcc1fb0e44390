/** General ledgers that batches go to, and whether our own code is the account's name there unless a person says otherwise. */
export const GL_SYSTEMS = {
  netsuite: { word: 'NetSuite', isOurCode: true, target: 'Account number' },
  datev: { word: 'DATEV', isOurCode: true, target: 'Sachkonto' },
  quickbooks: { word: 'QuickBooks Online', isOurCode: false, target: 'Account id' },
  xero: { word: 'Xero', isOurCode: true, target: 'Account code' },
} as const

export type GlSystem = keyof typeof GL_SYSTEMS
export const GL_SYSTEM_CODES = Object.keys(GL_SYSTEMS) as [GlSystem, ...GlSystem[]]

/** Systems that batches are sent to; the others take files. */
export const SENT_SYSTEMS = ['quickbooks', 'xero'] as const
export type SentSystem = (typeof SENT_SYSTEMS)[number]

/** How a batch is laid out as a file. */
export const LAYOUTS = ['csv', 'netsuite', 'datev'] as const
export type Layout = (typeof LAYOUTS)[number]

/** What a column of an uploaded sheet can mean. */
export type SheetField = {
  readonly field: string
  readonly label: string
  readonly isNeeded: boolean
  /** text; amount: zero or more; signed: any amount; said: zero or more, or nothing said. */
  readonly kind: 'text' | 'amount' | 'signed' | 'said'
  /** How spreadsheets call it, in small letters. */
  readonly names: readonly string[]
}

const SELLER: SheetField = {
  field: 'seller',
  label: 'Seller',
  isNeeded: true,
  kind: 'text',
  names: ['seller', 'seller id', 'account', 'account id', 'stripe account', 'vendor', 'merchant'],
}
const CURRENCY: SheetField = {
  field: 'currency',
  label: 'Currency',
  isNeeded: true,
  kind: 'text',
  names: ['currency', 'ccy', 'cur'],
}

/** Columns of opening balances. */
export const OPENING_FIELDS = [
  SELLER,
  CURRENCY,
  {
    field: 'payable',
    label: 'Payable',
    isNeeded: true,
    kind: 'amount',
    names: ['payable', 'owed', 'balance', 'we owe', 'due'],
  },
  {
    field: 'receivable',
    label: 'Receivable',
    isNeeded: false,
    kind: 'amount',
    names: ['receivable', 'owes us', 'negative balance', 'debt'],
  },
  {
    field: 'inTransit',
    label: 'In transit',
    isNeeded: false,
    kind: 'amount',
    names: ['in transit', 'transit', 'sent', 'on its way'],
  },
  {
    field: 'reserved',
    label: 'Reserved',
    isNeeded: false,
    kind: 'amount',
    names: ['reserved', 'reserve', 'reserves', 'held'],
  },
  {
    field: 'paid',
    label: 'Paid in all',
    isNeeded: false,
    kind: 'said',
    names: ['paid in all', 'paid', 'transferred', 'total paid'],
  },
] as const satisfies readonly SheetField[]

/** Columns of a payout sheet. */
export const PAYOUT_FIELDS = [
  SELLER,
  CURRENCY,
  {
    field: 'net',
    label: 'Net',
    isNeeded: true,
    kind: 'signed',
    names: ['net', 'net payout', 'payout', 'amount', 'to pay'],
  },
  { field: 'gross', label: 'Gross', isNeeded: false, kind: 'said', names: ['gross', 'sales', 'gross sales', 'total'] },
  {
    field: 'fees',
    label: 'Fees',
    isNeeded: false,
    kind: 'said',
    names: ['fees', 'fee', 'commission', 'deductions'],
  },
] as const satisfies readonly SheetField[]

/** Which column of the file (from 0) each field is read from. */
export type Mapping = Readonly<Record<string, number>>

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The columns whose names say what they mean. A column is used once. */
export function guessMapping(header: readonly string[], fields: readonly SheetField[]): Mapping {
  const taken = new Set<number>()
  const found = fields.flatMap(({ field, names }) => {
    const at = header.findIndex((cell, index) => !taken.has(index) && names.includes(plain(cell)))
    if (at < 0) return []
    taken.add(at)
    return [[field, at] as const]
  })
  return Object.fromEntries(found)
}

/** Needed fields that no column is read for. */
export const unmapped = (mapping: Mapping, fields: readonly SheetField[]): readonly SheetField[] =>
  fields.filter(({ field, isNeeded }) => isNeeded && mapping[field] === undefined)

import { z } from 'zod'
import type { Courier, Delivered, Delivery } from '#lib/messages/courier.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { ask, failure } from './gl-http.ts'
import { differenceOf, exact, type GlJournal, glJournal, minorOf, readJson, writeJson } from './gl-journal.ts'

type Xero = {
  /** `https://api.xero.com/api.xro/2.0` */
  readonly base: string
  readonly tenantId: string
  /** Never logged, never shown. */
  readonly accessToken: string
}

const SYSTEM = 'Xero'
const REQUEST_ID = 'xero-correlation-id'

const answered = z.object({
  ManualJournals: z.array(
    z.object({
      ManualJournalID: z.string(),
      Narration: z.string().optional(),
      Status: z.string().optional(),
      JournalLines: z.array(z.object({ LineAmount: z.string(), AccountCode: z.string() })).optional(),
    }),
  ),
})

/**
 * Manual journals of Xero: PUT /ManualJournals with Narration, Date, Status and JournalLines (LineAmount signed, debits positive;
 * AccountCode), headers xero-tenant-id and Idempotency-Key (at most 128 characters), read back by GET /ManualJournals/{id}:
 * github.com/XeroAPI/Xero-OpenAPI, xero_accounting.yaml. Filtering the list by day with `where` was not seen for manual journals;
 * a list that answers more is searched just the same. Amounts are in the organisation's base currency. Not tried against an organisation.
 */
export const xeroCourier = (organisation: Xero): Courier => ({
  isIdempotent: true,
  send: async (message) => {
    const journal = glJournal.parse(JSON.parse(message.body))
    const before = await found(organisation, journal)
    if (before !== null) return readBack(organisation, journal, before)
    const answer = await ask({
      ...call(organisation, '/ManualJournals', { 'idempotency-key': message.id }),
      method: 'PUT',
      body: writeJson({ ManualJournals: [bodyOf(journal)] }),
    })
    if (answer.status !== 200) return failure(answer, SYSTEM)
    const [made] = answered.parse(readJson(answer.text)).ManualJournals
    if (made === undefined) return { outcome: 'unknown', message: `${SYSTEM} answered without a journal.` }
    return readBack(organisation, journal, made.ManualJournalID)
  },
  lookUp: async (message) => {
    const journal = glJournal.parse(JSON.parse(message.body))
    const id = await found(organisation, journal)
    return id === null ? null : delivered(await readBack(organisation, journal, id))
  },
})

const call = ({ base, tenantId, accessToken }: Xero, path: string, more: Readonly<Record<string, string>> = {}) => ({
  url: `${base}${path}`,
  headers: { authorization: `Bearer ${accessToken}`, 'xero-tenant-id': tenantId, ...more },
  requestIdHeader: REQUEST_ID,
})

const narrationOf = ({ docNumber, memo }: GlJournal) => `${docNumber} ${memo}`

/** The duplicate guard: a journal of the day whose narration begins with our document number. */
async function found(organisation: Xero, journal: GlJournal): Promise<string | null> {
  const [year = '', month = '', day = ''] = journal.on.split('-')
  const where = `Date==DateTime(${year},${month},${day})`
  const answer = await ask({
    ...call(organisation, `/ManualJournals?${new URLSearchParams({ where })}`),
    method: 'GET',
  })
  if (answer.status !== 200) throw new Error(`${SYSTEM} answered ${answer.status} to a list`)
  const ours = answered
    .parse(readJson(answer.text))
    .ManualJournals.find(
      ({ Narration = '', Status = '' }) =>
        Narration.startsWith(`${journal.docNumber} `) && Status !== 'DELETED' && Status !== 'VOIDED',
    )
  return ours?.ManualJournalID ?? null
}

/** Reads what is kept over there and compares it with what was sent. */
async function readBack(organisation: Xero, journal: GlJournal, id: string): Promise<Delivery> {
  const answer = await ask({ ...call(organisation, `/ManualJournals/${encodeURIComponent(id)}`), method: 'GET' })
  if (answer.status !== 200)
    return { outcome: 'unknown', message: `It is ${id} over there, but could not be read back.` }
  const [journalThere] = answered.parse(readJson(answer.text)).ManualJournals
  const lines = (journalThere?.JournalLines ?? []).map(({ LineAmount, AccountCode }) => ({
    target: AccountCode,
    minor: minorOf(LineAmount, journal.currency),
  }))
  const difference = differenceOf(journal, lines)
  return difference === ''
    ? { outcome: 'delivered', remoteId: id, requestId: answer.requestId }
    : { outcome: 'refused', message: `${SYSTEM} keeps it as ${id}. ${difference}`, requestId: answer.requestId }
}

function delivered(delivery: Delivery): Delivered {
  if (delivery.outcome === 'delivered') return delivery
  throw new Error(delivery.message)
}

const bodyOf = (journal: GlJournal) => ({
  Narration: narrationOf(journal),
  Date: journal.on,
  Status: 'POSTED',
  LineAmountTypes: 'NoTax',
  JournalLines: journal.lines.map(({ target, minor, name }) => ({
    LineAmount: exact(plainDecimal({ minor, currency: journal.currency })),
    AccountCode: target,
    Description: name,
  })),
})

import { z } from 'zod'
import type { Courier, Delivered, Delivery, Outgoing } from '#lib/messages/courier.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { ask, failure } from './gl-http.ts'
import { differenceOf, exact, type GlJournal, glJournal, minorOf, readJson, writeJson } from './gl-journal.ts'

type QuickBooks = {
  /** `https://quickbooks.api.intuit.com`, or the sandbox's. */
  readonly base: string
  readonly realmId: string
  /** Never logged, never shown. */
  readonly accessToken: string
}

const SYSTEM = 'QuickBooks'
/** The tracking id of Intuit's answers; the name of the header was not found on a public page that could be read. */
const REQUEST_ID = 'intuit_tid'

const kept = z.object({
  Id: z.string(),
  DocNumber: z.string().optional(),
  Line: z.array(
    z.object({
      Amount: z.string(),
      JournalEntryLineDetail: z.object({
        PostingType: z.enum(['Debit', 'Credit']),
        AccountRef: z.object({ value: z.string() }),
      }),
    }),
  ),
})

/**
 * Journal entries of QuickBooks Online: POST /v3/company/{realmId}/journalentry with DocNumber, TxnDate, PrivateNote and lines of
 * JournalEntryLineDetail (PostingType, AccountRef by id). Base addresses and identifiers:
 * developer.intuit.com/docs/00_quickbooks_online/2_build/20_explore_the_quickbooks_online_api/30_rest_api_features. A repeated
 * `requestid` (at most 50 characters) gets the first answer again: blogs.intuit.com/2015/04/06/15346. The page of the entity itself
 * could not be read: the body follows Intuit's published samples, not tried against a company.
 */
export const quickBooksCourier = (company: QuickBooks): Courier => ({
  isIdempotent: true,
  send: async (message) => {
    const journal = glJournal.parse(JSON.parse(message.body))
    // Doubt about an earlier try may be older than the other side remembers request ids: its own list is asked first.
    const before = await found(company, journal)
    if (before !== null) return readBack(company, journal, before)
    const query = new URLSearchParams({ requestid: requestIdOf(message) })
    const answer = await ask({
      ...call(company, `journalentry?${query}`),
      method: 'POST',
      body: writeJson(bodyOf(journal)),
    })
    if (answer.status !== 200) return failure(answer, SYSTEM)
    const { JournalEntry } = z.object({ JournalEntry: z.object({ Id: z.string() }) }).parse(readJson(answer.text))
    return readBack(company, journal, JournalEntry.Id)
  },
  lookUp: async (message) => {
    const journal = glJournal.parse(JSON.parse(message.body))
    const id = await found(company, journal)
    return id === null ? null : delivered(await readBack(company, journal, id))
  },
})

const call = ({ base, realmId, accessToken }: QuickBooks, path: string) => ({
  url: `${base}/v3/company/${encodeURIComponent(realmId)}/${path}`,
  headers: { authorization: `Bearer ${accessToken}` },
  requestIdHeader: REQUEST_ID,
})

const requestIdOf = ({ id }: Outgoing) => id.slice(0, 50)

/** The duplicate guard: document numbers of ours are unique among all batches. */
async function found(company: QuickBooks, { docNumber }: GlJournal): Promise<string | null> {
  const query = `select Id from JournalEntry where DocNumber = '${docNumber}'`
  const answer = await ask({ ...call(company, `query?${new URLSearchParams({ query })}`), method: 'GET' })
  if (answer.status !== 200) throw new Error(`${SYSTEM} answered ${answer.status} to a query`)
  const { QueryResponse } = z
    .object({ QueryResponse: z.object({ JournalEntry: z.array(z.object({ Id: z.string() })).optional() }) })
    .parse(readJson(answer.text))
  return QueryResponse.JournalEntry?.[0]?.Id ?? null
}

/** Reads what is kept over there and compares it with what was sent. */
async function readBack(company: QuickBooks, journal: GlJournal, id: string): Promise<Delivery> {
  const answer = await ask({ ...call(company, `journalentry/${encodeURIComponent(id)}`), method: 'GET' })
  if (answer.status !== 200)
    return { outcome: 'unknown', message: `It is ${id} over there, but could not be read back.` }
  const { JournalEntry } = z.object({ JournalEntry: kept }).parse(readJson(answer.text))
  const lines = JournalEntry.Line.map(({ Amount, JournalEntryLineDetail: { PostingType, AccountRef } }) => {
    const minor = minorOf(Amount, journal.currency)
    return { target: AccountRef.value, minor: minor !== null && PostingType === 'Credit' ? -minor : minor }
  })
  const difference = differenceOf(journal, lines)
  return difference === ''
    ? { outcome: 'delivered', remoteId: id, requestId: answer.requestId }
    : { outcome: 'refused', message: `${SYSTEM} keeps it as ${id}. ${difference}`, requestId: answer.requestId }
}

function delivered(delivery: Delivery): Delivered {
  if (delivery.outcome === 'delivered') return delivery
  throw new Error(delivery.message)
}

const bodyOf = ({ docNumber, on, currency, memo, exchangeRate, lines }: GlJournal) => ({
  DocNumber: docNumber,
  TxnDate: on,
  PrivateNote: memo,
  ...(exchangeRate === undefined ? {} : { CurrencyRef: { value: currency }, ExchangeRate: exact(exchangeRate) }),
  Line: lines.map(({ target, minor, name }) => {
    const isCredit = minor.startsWith('-')
    return {
      Description: name,
      Amount: exact(plainDecimal({ minor: isCredit ? minor.slice(1) : minor, currency })),
      DetailType: 'JournalEntryLineDetail',
      JournalEntryLineDetail: { PostingType: isCredit ? 'Credit' : 'Debit', AccountRef: { value: target } },
    }
  }),
})

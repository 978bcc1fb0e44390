import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

/** What a test may make the other side do to the next writing request. */
type Mood = 'ok' | 'answer lost' | 'too busy' | 'keeps another amount'

export type GlServer = {
  readonly url: string
  /** Journals kept over there, by id. */
  readonly kept: ReadonlyMap<string, unknown>
  /** Method and path of each request, in order. */
  readonly asked: readonly string[]
  mood: Mood
  stop(): Promise<void>
}

const quickBooksEntry = z.strictObject({
  DocNumber: z.string().max(21),
  TxnDate: z.iso.date(),
  PrivateNote: z.string().max(4_000),
  CurrencyRef: z.strictObject({ value: z.string().length(3) }).optional(),
  ExchangeRate: z.number().positive().optional(),
  Line: z
    .array(
      z.strictObject({
        Description: z.string(),
        Amount: z.number().positive(),
        DetailType: z.literal('JournalEntryLineDetail'),
        JournalEntryLineDetail: z.strictObject({
          PostingType: z.enum(['Debit', 'Credit']),
          AccountRef: z.strictObject({ value: z.string().min(1) }),
        }),
      }),
    )
    .min(2),
})

const xeroJournal = z.strictObject({
  ManualJournals: z
    .array(
      z.strictObject({
        Narration: z.string().min(1),
        Date: z.iso.date(),
        Status: z.enum(['DRAFT', 'POSTED']),
        LineAmountTypes: z.enum(['NoTax', 'Exclusive', 'Inclusive']),
        JournalLines: z
          .array(z.strictObject({ LineAmount: z.number(), AccountCode: z.string().min(1), Description: z.string() }))
          .min(2),
      }),
    )
    .length(1),
})

/** Another general ledger on this machine, which checks the shape of what it gets as far as it is documented. */
export async function startGlServer(): Promise<GlServer> {
  const kept = new Map<string, unknown>()
  const answers = new Map<string, string>()
  const asked: string[] = []
  const state = { mood: 'ok' as Mood }
  const reply = (response: ServerResponse, status: number, value: unknown) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    response.writeHead(status, {
      'content-type': 'application/json',
      intuit_tid: 'tid-1',
      'xero-correlation-id': 'cor-1',
    })
    response.end(text)
  }
  /** Keeps a journal once per key, and behaves as the test wants. */
  const keep = (response: ServerResponse, key: string, make: (id: string) => { stored: object; answer: object }) => {
    if (state.mood === 'too busy') {
      response.writeHead(429, { 'retry-after': '7' }).end('slow down')
      return
    }
    const before = answers.get(key)
    if (before !== undefined) return reply(response, 200, before)
    const id = `${kept.size + 1}`
    const { stored, answer } = make(id)
    const text = JSON.stringify(stored)
    kept.set(
      id,
      JSON.parse(state.mood === 'keeps another amount' ? text.replace(/Amount":(-?)\d+/, 'Amount":$1999') : text),
    )
    answers.set(key, JSON.stringify(answer))
    if (state.mood === 'answer lost') {
      state.mood = 'ok'
      response.destroy()
      return
    }
    reply(response, 200, answer)
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    asked.push(`${request.method} ${url.pathname}`)
    if (request.headers.authorization !== 'Bearer token') return reply(response, 401, 'no token')
    const body = await bodyOf(request)
    const id = url.pathname.split('/').at(-1) ?? ''
    if (url.pathname === '/v3/company/123/journalentry' && request.method === 'POST') {
      const parsed = quickBooksEntry.safeParse(JSON.parse(body))
      if (!parsed.success) return reply(response, 400, parsed.error.message)
      return keep(response, url.searchParams.get('requestid') ?? '', (made) => {
        const stored = { Id: made, SyncToken: '0', ...parsed.data }
        return { stored, answer: { JournalEntry: stored, time: '2026-11-20T12:00:00Z' } }
      })
    }
    if (url.pathname === '/v3/company/123/query') {
      const number = /^select Id from JournalEntry where DocNumber = '([^']+)'$/.exec(
        url.searchParams.get('query') ?? '',
      )?.[1]
      const found = [...kept.values()].filter((one) => (one as { DocNumber?: string }).DocNumber === number)
      return reply(response, 200, { QueryResponse: found.length === 0 ? {} : { JournalEntry: found } })
    }
    if (url.pathname.startsWith('/v3/company/123/journalentry/'))
      return reply(response, 200, { JournalEntry: kept.get(id) })
    if (request.headers['xero-tenant-id'] !== 'tenant') return reply(response, 403, 'no tenant')
    if (url.pathname === '/ManualJournals' && request.method === 'PUT') {
      const parsed = xeroJournal.safeParse(JSON.parse(body))
      if (!parsed.success) return reply(response, 400, parsed.error.message)
      return keep(response, String(request.headers['idempotency-key']), (made) => {
        const stored = { ManualJournalID: made, ...parsed.data.ManualJournals[0] }
        return { stored, answer: { Id: 'x', Status: 'OK', ManualJournals: [stored] } }
      })
    }
    if (url.pathname === '/ManualJournals') return reply(response, 200, { ManualJournals: [...kept.values()] })
    if (url.pathname.startsWith('/ManualJournals/')) return reply(response, 200, { ManualJournals: [kept.get(id)] })
    reply(response, 404, 'nothing here')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    kept,
    asked,
    get mood() {
      return state.mood
    },
    set mood(next: Mood) {
      state.mood = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

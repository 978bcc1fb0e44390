import { questionsOf } from './question.ts'
import { payout, profile, settlement, tells } from './tells.ts'

const ofSellers = `account <> (SELECT stripe_account FROM entity)`
const PAID = `SELECT id AS payout FROM payout WHERE ${ofSellers} AND status = 'paid' AND currency IN ('USD', 'usd') ORDER BY created_at DESC, id LIMIT 1`
const OLDER = `SELECT id AS payout FROM payout WHERE ${ofSellers} AND status = 'paid' AND currency IN ('EUR', 'eur') ORDER BY created_at DESC, id OFFSET 40 LIMIT 1`
const FAILED = `SELECT id AS payout FROM payout WHERE ${ofSellers} AND status = 'failed' ORDER BY created_at DESC, id LIMIT 1`
const LARGEST = `SELECT id AS settlement FROM settlement WHERE pattern = 'separate' ORDER BY gross_minor DESC, id LIMIT 1`
const RECENT = `SELECT id AS settlement FROM settlement WHERE pattern = 'separate' AND gross_minor > 0 ORDER BY collected_at DESC, id LIMIT 1`
const REFUNDED = `SELECT id AS settlement FROM settlement WHERE refunded_minor > 0 AND pattern = 'separate' ORDER BY collected_at DESC, id LIMIT 1`

export const EXPLANATION = questionsOf(
  'explanation',
  [
    ['explain payout {payout}', payout('amount_minor'), PAID],
    ['what is in payout {payout}?', payout('amount_minor'), OLDER],
    ['why did payout {payout} fail', payout('failure_code'), FAILED],
    ['explain settlement {settlement}', settlement('gross_minor, commission_minor'), LARGEST],
    ['how was {settlement} split', settlement('gross_minor, commission_minor'), RECENT],
    ['what happened to settlement {settlement}', settlement('gross_minor'), REFUNDED],
    ['tell me about Ridgeline Outfitters', profile('Ridgeline Outfitters', 'id')],
    ['seller profile of Kestrel Optics', profile('Kestrel Optics', 'id, country')],
    ['is everything reconciled?', tells('reconciliation_status', 'SELECT 1 WHERE false')],
    ['which variances are open', tells('list_variances', 'SELECT 1 WHERE false')],
    ['what is waiting for approval', tells('list_approvals', 'SELECT 1 WHERE false')],
    ['what does our policy say about refunds?', tells('search_policies', 'SELECT 1 WHERE false')],
  ],
  [
    ['Explain to me payout {payout}', payout('amount_minor'), PAID],
    ['where does the money of settlement {settlement} go', settlement('gross_minor'), LARGEST],
    ['who is Umber Clay Studio', profile('Umber Clay Studio', 'id')],
    ['show open approvals', tells('list_approvals', 'SELECT 1 WHERE false')],
    ['reconciliation status please', tells('reconciliation_status', 'SELECT 1 WHERE false')],
    ['look up the policy on payout holds', tells('search_policies', 'SELECT 1 WHERE false')],
  ],
)

import { randomBytes } from 'node:crypto'
import { clock } from './clock.ts'

/** Our own prefixes; none is one that Stripe uses. */
export type IdPrefix =
  | 'ent' // entity
  | 'per' // person
  | 'inv' // invitation
  | 'prp' // proposal
  | 'stl' // settlement
  | 'sel' // seller
  | 'hld' // seller hold
  | 'alt' // alert about a seller
  | 'ctr' // contract
  | 'ctv' // contract version
  | 'cru' // commission rule
  | 'ctd' // contract draft
  | 'tkt' // ticket
  | 'srl' // standing release of a seller
  | 'dlg' // delegation
  | 'smp' // sample of a bulk approval
  | 'bfr' // reading of Stripe's past
  | 'ops' // sheet of opening balances
  | 'pys' // payout sheet of another system
  | 'adj' // adjustment
  | 'run' // settlement run
  | 'jrn' // manual journal
  | 'msg' // message
  | 'mns' // address that is not written to
  | 'mbn' // notification about a mail
  | 'var' // variance
  | 'vwo' // write-off of a variance
  | 'dsf' // file held as evidence in a dispute
  | 'bfl' // bank statement file
  | 'rfl' // seller record file
  | 'pol' // policy or help document
  | 'key' // API key
  | 'bank' // bank account
  | 'cnv' // conversation with the assistant
  | 'cms' // message of a conversation
  | 'cvs' // conversation of the inbox
  | 'cvm' // message of a conversation of the inbox
  | 'cvf' // file that came with one
  | 'acl' // call of a tool or of a model
  | 'pin' // answer kept on Today
  | 'vew' // saved view of a list
  | 'svw' // somebody looks at a seller's portal
  | 'mgl' // link that lets a seller's person in
  | 'stm' // statement of a seller's month
  | 'pex' // explanation of a payout that was kept
  | 'sum' // weekly summary of a seller
  | 'onb' // seller on the way in
  | 'otm' // terms that sellers are invited with
  | 'job' // worker lease
  | 'req' // request

/** Crockford's base 32: sorts like the number it writes. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'

/** A new id: prefix, ten digits of milliseconds, sixteen of randomness. Ids of one prefix sort by creation. */
export function newId(prefix: IdPrefix): string {
  let time = clock.wall().getTime()
  let head = ''
  for (let place = 0; place < 10; place += 1) {
    head = DIGITS[time % 32] + head
    time = Math.floor(time / 32)
  }
  let tail = ''
  for (const byte of randomBytes(16)) tail += DIGITS[byte % 32]
  return `${prefix}_${head}${tail}`
}

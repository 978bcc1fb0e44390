import { decimalAmount } from '../core/currency.ts'
import { BANK_NAME, HOLDER } from './bank-accounts.ts'
import type { BankLine, Statement } from './bank-book.ts'
import { firstDay, lastDay } from './bank-days.ts'

/** A statement as ISO 20022 camt.053.001.02. */
export function camt053({ account, month, number, opening, closing, lines }: Statement): string {
  const currency = account.currency.toUpperCase()
  const amountOf = (amount: number) =>
    `<Amt Ccy="${currency}">${decimalAmount(Math.abs(amount), account.currency)}</Amt>` +
    `<CdtDbtInd>${amount < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`
  const balance = (code: string, day: string, amount: number) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amountOf(amount)}<Dt><Dt>${day}</Dt></Dt></Bal>`
  const id = `${month}-${currency}`
  const made = `${lastDay(month)}T23:30:00Z`
  const owner = account.isIban ? `<IBAN>${account.number}</IBAN>` : `<Othr><Id>${account.number}</Id></Othr>`
  const entry = ({ at, amount, text, reference, endToEnd, counterparty }: BankLine) => {
    const day = new Date(at * 1000).toISOString().slice(0, 10)
    const party = amount < 0 ? 'Cdtr' : 'Dbtr'
    return [
      `<Ntry>${amountOf(amount)}<Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>`,
      `<AcctSvcrRef>${reference}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>${amount < 0 ? 'ICDT' : 'RCDT'}</Cd>`,
      `<SubFmlyCd>OTHR</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs>`,
      `<EndToEndId>${endToEnd ?? 'NOTPROVIDED'}</EndToEndId></Refs>`,
      `<RltdPties><${party}><Nm>${escaped(counterparty)}</Nm></${party}></RltdPties>`,
      `<RmtInf><Ustrd>${escaped(text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
    ].join('')
  }
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>',
    `<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${made}</CreDtTm></GrpHdr>`,
    `<Stmt><Id>${id}</Id><ElctrncSeqNb>${number}</ElctrncSeqNb><CreDtTm>${made}</CreDtTm>`,
    `<FrToDt><FrDtTm>${firstDay(month)}T00:00:00Z</FrDtTm><ToDtTm>${lastDay(month)}T23:59:59Z</ToDtTm></FrToDt>`,
    `<Acct><Id>${owner}</Id><Ccy>${currency}</Ccy><Ownr><Nm>${HOLDER}</Nm></Ownr>`,
    `<Svcr><FinInstnId><BIC>${account.bic}</BIC><Nm>${BANK_NAME}</Nm></FinInstnId></Svcr></Acct>`,
    balance('OPBD', firstDay(month), opening),
    balance('CLBD', lastDay(month), closing),
    ...lines.map(entry),
    '</Stmt></BkToCstmrStmt></Document>',
  ].join('\n')}\n`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

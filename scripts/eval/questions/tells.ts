import type { Expected } from './question.ts'

/** What some tool has to have said: every value of the first row; without a statement, that it was asked. */
export const tells = (tool: string, sql = 'SELECT 1 WHERE false'): Expected => ({ kind: 'facts', tool, sql })

/** Of the payout that the question names. */
export const payout = (columns: string): Expected =>
  tells('explain_payout', `SELECT ${columns} FROM payout WHERE id = '{payout}'`)

/** Of the settlement that the question names. */
export const settlement = (columns: string): Expected =>
  tells('explain_settlement', `SELECT ${columns} FROM settlement WHERE id = '{settlement}'`)

export const profile = (name: string, columns = 'id, name'): Expected =>
  tells('seller_profile', `SELECT ${columns} FROM seller WHERE name = '${name}'`)

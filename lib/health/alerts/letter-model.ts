import type { AlertKind } from './alert-model.ts'

const ASKS: Readonly<Record<AlertKind, string>> = {
  low_score:
    'Some things about your account have become worse over the last weeks. We would like to help you put them right.',
  volume_jump:
    'Your sales of this week are far above the usual. Please tell us what they come from, and when the goods leave.',
  refund_burst: 'Much more than usual went back to your buyers this week. Please tell us what happened.',
  new_bank: 'The bank account you are paid out to was changed. Please confirm that you changed it.',
  shared_bank:
    'The bank account you are paid out to is also used by another seller. Please tell us how the two of you are related.',
  ticket_size: 'Some of your orders of this week are far larger than usual. Please tell us what was sold.',
  cash_out: 'You took out much more than usual by hand. Please tell us what it is for.',
}

/** What a letter about an alert begins as; people may say it in other words. It names no number: what is suspected is not told. */
export function draftLetter(
  kind: AlertKind,
  sellerName: string,
  marketplace: string,
): { subject: string; body: string } {
  return {
    subject: 'A question about your account',
    body: `Hello ${sellerName},\n\n${ASKS[kind]}\n\nYou can answer this mail.\n\n${marketplace}`,
  }
}

/** Words of mails. What is put into them was made harmless before. */
export const en = {
  signInSubject: 'Your link to sign in',
  hello: (name: string) => `Hello ${name},`,
  signInLead: 'open this link within 15 minutes to sign in. It works once:',
  signInButton: 'Sign in',
  signInIgnore: 'If you did not ask for it, do nothing: nobody can come in without it.',
  inviteSubject: (seller: string) => `You can now see the earnings of ${seller}`,
  inviteLead: (by: string, seller: string) =>
    `${by} gave you access to the payouts and earnings of ${seller}. Open this page and ask for a link with this address:`,
  inviteButton: 'Open the portal',
  failedSubject: (amount: string) => `Your payout of ${amount} came back`,
  failedLead: (amount: string, payout: string, why: string) =>
    `your bank sent back the payout of ${amount} (${payout}): ${why}. The money is in your balance again. Please check your bank details with Stripe; the next payout then takes it along.`,
  evidenceSubject: (day: string) => `A buyer disputes a payment: evidence is due on ${day}`,
  evidenceLead:
    'a buyer’s bank took a payment back. You can send what proves your side; after the day below nothing can be sent any more, and the payment is lost.',
  holdSubject: 'Payments to you are on hold',
  holdLead: 'we hold payments to you back for now. The money stays yours, and is paid when the hold is lifted.',
  refundSubject: (amount: string, order: string) => `A refund of ${amount} for ${order}`,
  refundLead: 'a buyer got money back for a sale of yours. Your next payout is lower by your share of it.',
  statementSubject: (month: string) => `Your statement for ${month}`,
  statementLead: (month: string) =>
    `your statement for ${month} is ready. You find it in the portal, as PDF and as CSV.`,
  openPortal: 'Open in the portal',
  factAmount: 'Amount',
  factDue: 'Due on',
  factReason: 'Reason',
  factDay: 'Day',
  factOrder: 'Order',
  factMust: 'What you do',
  factSince: 'Since',
  factOwed: 'Owed to you at its end',
  footerAlways: 'This mail concerns your account and is always sent.',
  footerStop: (category: string) => `You get this because you receive: ${category}. Do you want no more of it?`,
  stopLink: 'Unsubscribe',
  footerFrom: (marketplace: string) => `Sent by ${marketplace}.`,
}

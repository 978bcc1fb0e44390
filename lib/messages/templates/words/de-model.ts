import type { MailWords } from '../words-model.ts'

export const de: MailWords = {
  signInSubject: 'Ihr Link zum Anmelden',
  hello: (name: string) => `Guten Tag ${name},`,
  signInLead: 'öffnen Sie diesen Link innerhalb von 15 Minuten, um sich anzumelden. Er gilt einmal:',
  signInButton: 'Anmelden',
  signInIgnore: 'Wenn Sie ihn nicht angefordert haben, tun Sie nichts: Ohne ihn kommt niemand herein.',
  inviteSubject: (seller: string) => `Sie sehen jetzt die Einnahmen von ${seller}`,
  inviteLead: (by: string, seller: string) =>
    `${by} hat Ihnen Zugang zu den Auszahlungen und Einnahmen von ${seller} gegeben. Öffnen Sie diese Seite und fordern Sie mit dieser Adresse einen Link an:`,
  inviteButton: 'Portal öffnen',
  failedSubject: (amount: string) => `Ihre Auszahlung von ${amount} kam zurück`,
  failedLead: (amount: string, payout: string, why: string) =>
    `Ihre Bank hat die Auszahlung von ${amount} (${payout}) zurückgeschickt: ${why}. Das Geld ist wieder in Ihrem Guthaben. Bitte prüfen Sie Ihre Bankverbindung bei Stripe; die nächste Auszahlung nimmt den Betrag dann mit.`,
  evidenceSubject: (day: string) => `Ein Käufer beanstandet eine Zahlung: Nachweise bis ${day}`,
  evidenceLead:
    'die Bank eines Käufers hat eine Zahlung zurückgeholt. Sie können Nachweise für Ihre Seite schicken; nach dem Tag unten geht das nicht mehr, und die Zahlung ist verloren.',
  holdSubject: 'Zahlungen an Sie werden zurückgehalten',
  holdLead: 'wir halten Zahlungen an Sie vorerst zurück. Das Geld bleibt Ihres und wird gezahlt, sobald das endet.',
  refundSubject: (amount: string, order: string) => `Eine Erstattung von ${amount} für ${order}`,
  refundLead:
    'ein Käufer hat für einen Ihrer Verkäufe Geld zurückbekommen. Ihre nächste Auszahlung ist um Ihren Anteil daran niedriger.',
  statementSubject: (month: string) => `Ihre Abrechnung für ${month}`,
  statementLead: (month: string) =>
    `Ihre Abrechnung für ${month} ist fertig. Sie finden sie im Portal, als PDF und als CSV.`,
  openPortal: 'Im Portal öffnen',
  factAmount: 'Betrag',
  factDue: 'Fällig am',
  factReason: 'Grund',
  factDay: 'Tag',
  factOrder: 'Bestellung',
  factMust: 'Was Sie tun',
  factSince: 'Seit',
  factOwed: 'Am Ende schulden wir Ihnen',
  footerAlways: 'Diese E-Mail betrifft Ihr Konto und wird immer geschickt.',
  footerStop: (category: string) => `Sie bekommen: ${category}. Möchten Sie das nicht mehr?`,
  stopLink: 'Abbestellen',
  footerFrom: (marketplace: string) => `Von ${marketplace}.`,
  stopTitle: 'Diese E-Mails abbestellen?',
  stopLead: (category: string, address: string) => `${category}, an ${address}.`,
  stopButton: 'Abbestellen',
  stopDone: 'Sie bekommen davon nichts mehr.',
  resumeButton: 'Wieder bekommen',
  stopAlways:
    'E-Mails, die Ihr Konto betreffen, etwa Links zum Anmelden, Fristen von Beanstandungen und Zurückhaltungen, kommen weiterhin.',
  stopBroken: 'Dieser Link wurde abgeschnitten oder ist keiner von uns.',
  stopBrokenLead: 'Öffnen Sie den ganzen Link am Ende der E-Mail, oder ändern Sie im Portal, was Sie bekommen.',
}

import type { MailWords } from '../words-model.ts'

export const fr: MailWords = {
  signInSubject: 'Votre lien de connexion',
  hello: (name: string) => `Bonjour ${name},`,
  signInLead: 'ouvrez ce lien dans les 15 minutes pour vous connecter. Il sert une fois :',
  signInButton: 'Se connecter',
  signInIgnore: 'Si vous ne l’avez pas demandé, ne faites rien : personne ne peut entrer sans lui.',
  inviteSubject: (seller: string) => `Vous pouvez voir les revenus de ${seller}`,
  inviteLead: (by: string, seller: string) =>
    `${by} vous a donné accès aux versements et aux revenus de ${seller}. Ouvrez cette page et demandez un lien avec cette adresse :`,
  inviteButton: 'Ouvrir le portail',
  failedSubject: (amount: string) => `Votre versement de ${amount} est revenu`,
  failedLead: (amount: string, payout: string, why: string) =>
    `votre banque a renvoyé le versement de ${amount} (${payout}) : ${why}. L’argent est de nouveau dans votre solde. Vérifiez vos coordonnées bancaires chez Stripe ; le prochain versement le reprendra.`,
  evidenceSubject: (day: string) => `Un acheteur conteste un paiement : preuves avant le ${day}`,
  evidenceLead:
    'la banque d’un acheteur a repris un paiement. Vous pouvez envoyer ce qui prouve votre version ; après le jour ci-dessous, rien ne peut plus être envoyé et le paiement est perdu.',
  holdSubject: 'Les paiements vers vous sont suspendus',
  holdLead:
    'nous retenons pour l’instant les paiements vers vous. L’argent reste le vôtre et sera payé à la levée de la suspension.',
  refundSubject: (amount: string, order: string) => `Un remboursement de ${amount} pour ${order}`,
  refundLead: 'un acheteur a été remboursé pour une de vos ventes. Votre prochain versement est réduit de votre part.',
  statementSubject: (month: string) => `Votre relevé de ${month}`,
  statementLead: (month: string) =>
    `votre relevé de ${month} est prêt. Vous le trouvez dans le portail, en PDF et en CSV.`,
  openPortal: 'Ouvrir dans le portail',
  factAmount: 'Montant',
  factDue: 'À rendre le',
  factReason: 'Motif',
  factDay: 'Jour',
  factOrder: 'Commande',
  factMust: 'Ce que vous faites',
  factSince: 'Depuis',
  factOwed: 'Ce que nous vous devons à la fin',
  footerAlways: 'Ce message concerne votre compte et est toujours envoyé.',
  footerStop: (category: string) => `Vous recevez : ${category}. Vous n’en voulez plus ?`,
  stopLink: 'Se désabonner',
  footerFrom: (marketplace: string) => `Envoyé par ${marketplace}.`,
  stopTitle: 'Ne plus recevoir ces messages ?',
  stopLead: (category: string, address: string) => `${category}, à ${address}.`,
  stopButton: 'Se désabonner',
  stopDone: 'Vous n’en recevrez plus.',
  resumeButton: 'Les recevoir à nouveau',
  stopAlways:
    'Les messages qui concernent votre compte, comme les liens de connexion, les délais de litiges et les suspensions, arrivent toujours.',
  stopBroken: 'Ce lien a été coupé ou n’est pas l’un des nôtres.',
  stopBrokenLead: 'Ouvrez le lien entier à la fin du message, ou changez dans le portail ce que vous recevez.',
}

import type { MailWords } from '../words-model.ts'

export const es: MailWords = {
  signInSubject: 'Su enlace para entrar',
  hello: (name: string) => `Hola ${name}:`,
  signInLead: 'Abra este enlace en los próximos 15 minutos para entrar. Sirve una vez:',
  signInButton: 'Entrar',
  signInIgnore: 'Si no lo pidió, no haga nada: sin él nadie puede entrar.',
  inviteSubject: (seller: string) => `Ya puede ver los ingresos de ${seller}`,
  inviteLead: (by: string, seller: string) =>
    `${by} le ha dado acceso a los pagos e ingresos de ${seller}. Abra esta página y pida un enlace con esta dirección:`,
  inviteButton: 'Abrir el portal',
  failedSubject: (amount: string) => `Su pago de ${amount} ha vuelto`,
  failedLead: (amount: string, payout: string, why: string) =>
    `Su banco ha devuelto el pago de ${amount} (${payout}): ${why}. El dinero está de nuevo en su saldo. Revise sus datos bancarios en Stripe; el próximo pago lo incluirá.`,
  evidenceSubject: (day: string) => `Un comprador disputa un pago: pruebas hasta el ${day}`,
  evidenceLead:
    'El banco de un comprador ha retirado un pago. Puede enviar lo que pruebe su versión; después del día indicado ya no es posible y el pago se pierde.',
  holdSubject: 'Los pagos a usted están retenidos',
  holdLead:
    'De momento retenemos los pagos a usted. El dinero sigue siendo suyo y se pagará cuando termine la retención.',
  refundSubject: (amount: string, order: string) => `Un reembolso de ${amount} por ${order}`,
  refundLead:
    'Un comprador ha recibido dinero de vuelta por una venta suya. Su próximo pago es menor por la parte que le toca.',
  statementSubject: (month: string) => `Su extracto de ${month}`,
  statementLead: (month: string) => `Su extracto de ${month} está listo. Lo encuentra en el portal, en PDF y en CSV.`,
  openPortal: 'Abrir en el portal',
  factAmount: 'Importe',
  factDue: 'Vence el',
  factReason: 'Motivo',
  factDay: 'Día',
  factOrder: 'Pedido',
  factMust: 'Qué debe hacer',
  factSince: 'Desde',
  factOwed: 'Le debemos al final',
  footerAlways: 'Este correo trata de su cuenta y se envía siempre.',
  footerStop: (category: string) => `Usted recibe: ${category}. ¿No quiere recibirlo más?`,
  stopLink: 'Darse de baja',
  footerFrom: (marketplace: string) => `Enviado por ${marketplace}.`,
  stopTitle: '¿Dejar de recibir estos correos?',
  stopLead: (category: string, address: string) => `${category}, a ${address}.`,
  stopButton: 'Darse de baja',
  stopDone: 'Ya no recibirá más.',
  resumeButton: 'Volver a recibirlos',
  stopAlways:
    'Los correos que tratan de su cuenta, como enlaces para entrar, plazos de disputas y retenciones, siguen llegando.',
  stopBroken: 'Este enlace está cortado o no es nuestro.',
  stopBrokenLead: 'Abra el enlace completo al final del correo o cambie en el portal lo que recibe.',
}

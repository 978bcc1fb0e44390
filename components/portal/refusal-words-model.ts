import { type PortalLocale, portalLocale } from '#lib/access/seller-model.ts'

type Translated = Readonly<Record<Exclude<PortalLocale, 'en'>, string>>

/** Refusals that a seller's person may meet, in the languages that are not English; others are told as they are. */
const REFUSALS: Readonly<Record<string, Translated>> = {
  'access.signed_out': {
    de: 'Ihre Sitzung ist zu Ende. Melden Sie sich neu an.',
    es: 'Su sesión ha terminado. Entre de nuevo.',
    fr: 'Votre session est terminée. Reconnectez-vous.',
    ja: 'セッションが終了しました。もう一度サインインしてください。',
  },
  'access.not_allowed': {
    de: 'Ihre Rolle erlaubt das nicht. Fragen Sie den Inhaber.',
    es: 'Su función no lo permite. Pregunte al titular.',
    fr: 'Votre rôle ne le permet pas. Demandez au titulaire.',
    ja: 'この操作の権限がありません。所有者にお問い合わせください。',
  },
  'people.too_many_attempts': {
    de: 'Zu viele Versuche. Warten Sie 15 Minuten und versuchen Sie es dann noch einmal.',
    es: 'Demasiados intentos. Espere 15 minutos e inténtelo de nuevo.',
    fr: 'Trop de tentatives. Attendez 15 minutes, puis réessayez.',
    ja: '試行回数が多すぎます。15分待ってからもう一度お試しください。',
  },
  'people.wrong_current_password': {
    de: 'Das ist nicht Ihr Passwort.',
    es: 'Esta no es su contraseña.',
    fr: 'Ce n’est pas votre mot de passe.',
    ja: '現在のパスワードが違います。',
  },
  'portal.cannot_invite': {
    de: 'Diese Adresse kann nicht eingeladen werden. Nehmen Sie eine andere.',
    es: 'No se puede invitar a esta dirección. Use otra.',
    fr: 'Cette adresse ne peut pas être invitée. Prenez-en une autre.',
    ja: 'このアドレスは招待できません。別のアドレスをお使いください。',
  },
  'portal.not_yourself': {
    de: 'Sich selbst können Sie den Zugang nicht entziehen.',
    es: 'No puede quitarse el acceso a sí mismo.',
    fr: 'Vous ne pouvez pas retirer votre propre accès.',
    ja: 'ご自身のアクセスは取り消せません。',
  },
  'people.none': {
    de: 'Diese Person gibt es nicht. Laden Sie die Seite neu.',
    es: 'Esa persona no existe. Recargue la página.',
    fr: 'Cette personne n’existe pas. Rechargez la page.',
    ja: '該当する人がいません。ページを再読み込みしてください。',
  },
  fault: {
    de: 'Bei uns ist etwas fehlgeschlagen. Es wurde nichts halb getan.',
    es: 'Algo falló por nuestra parte. Nada quedó a medias.',
    fr: 'Une erreur s’est produite chez nous. Rien n’a été fait à moitié.',
    ja: '当方で問題が発生しました。途中まで実行されたものはありません。',
  },
}

type Refused = { readonly code: string; readonly message: string }

/** A refusal in a language of the portal; what has no words there is told as it came. */
export function refusalIn(language: string, { code, message }: Refused): string {
  const locale = portalLocale(language)
  if (locale === 'en' || !Object.hasOwn(REFUSALS, code)) return message
  return REFUSALS[code]?.[locale] ?? message
}

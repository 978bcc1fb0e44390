import type { PortalLocale } from '#lib/access/seller-model.ts'

type FailedWords = Readonly<Record<'title' | 'lead' | 'again', string>>

/** What a page says that could not be shown: apart from the catalogue, because these words alone travel to the browser. */
export const FAILED_WORDS: Readonly<Record<PortalLocale, FailedWords>> = {
  en: {
    title: 'This page could not be shown',
    lead: 'Something failed on our side. Nothing was changed.',
    again: 'Try again',
  },
  de: {
    title: 'Diese Seite konnte nicht gezeigt werden',
    lead: 'Bei uns ist etwas fehlgeschlagen. Es wurde nichts geändert.',
    again: 'Noch einmal',
  },
  es: {
    title: 'No se pudo mostrar esta página',
    lead: 'Algo falló por nuestra parte. No se cambió nada.',
    again: 'Reintentar',
  },
  fr: {
    title: 'Cette page n’a pas pu être affichée',
    lead: 'Une erreur s’est produite chez nous. Rien n’a été modifié.',
    again: 'Réessayer',
  },
  ja: {
    title: 'このページを表示できませんでした',
    lead: '当方で問題が発生しました。何も変更されていません。',
    again: '再試行',
  },
}

import type { ExplainLocale } from './explanation-model.ts'

const words = (list: string) => new RegExp(`(?<!\\p{L})(?:${list})(?!\\p{L})`, 'giu')

/**
 * Numbers in words, which no checker of figures would see. The word for one is an article in most languages and is let pass;
 * German and French write numbers that are other words, too, only where they can be nothing else.
 */
export const NUMBER_WORDS: Readonly<Record<ExplainLocale, RegExp>> = {
  en: words(
    'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|half|halved|third|quarter|doubled?|twice|tripled?|dozens?|percent',
  ),
  de: words(
    'zwei|drei|vier|fünf|sechs|sieben|neun|zehn|elf|zwölf|\\p{L}+zehn|\\p{L}+(?:und)?(?:zwan|vier|fünf|sech|sieb|acht|neun)zig|dreißig|hundert|tausend|\\p{L}*million(?:en)?|milliarden?|halb\\p{L}{0,2}|hälfte|drittel|viertel|doppelt\\p{L}*|verdoppelt|zweimal|dreifach\\p{L}*|prozent',
  ),
  es: words(
    'dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\\p{L}+|veint\\p{L}+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|\\p{L}*cientos|mil|millón|millones|mitad|tercio|doble|duplic\\p{L}+|triple|docenas?',
  ),
  fr: words(
    'deux|trois|quatre|cinq|six|sept|huit|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cents?|mille|millions?|milliards?|moitié|demi\\p{L}?|tiers|double|doublé\\p{L}{0,2}|triple|douzaines?',
  ),
  ja: /[〇一二三四五六七八九十百千万億兆]{2,}|[〇二三四五六七八九十百千万億兆]+(?=[件円日月年度回倍割ド])|半分|半額|倍増/gu,
}

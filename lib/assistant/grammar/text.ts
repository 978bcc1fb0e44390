/** A question as the grammar reads it: small letters, single spaces, signs that carry meaning kept. */
export function normalise(question: string): string {
  const plain = question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[“”"«»]/g, ' ')
    .replace(/'s\b/g, '')
    .replace(/s'(?=\s|$)/g, 's')
    .replace(/(\d)[,_](?=\d{3}\b)/g, '$1')
    .replace(/(\d+(?:\.\d+)?) ?(?:%|percent\b|per cent\b|pct\b)/g, '$1%')
    .replace(/(\d+(?:\.\d+)?)k\b/g, (_, digits: string) => shifted(digits))
    .replace(/[$€£¥](?=\d)/g, '')
    .replace(/&/g, ' and ')
    .replace(/\bavg\b\.?/g, 'average')
    .replace(/\bm\/m\b/g, 'month over month')
    .replace(/\by\/y\b/g, 'year over year')
    .replace(/\bq\/q\b/g, 'quarter over quarter')
    .replace(/[?!;:()[\]{}<>=*#|\\/]/g, ' ')
    .replace(/,/g, ' , ')
    .replace(/\.(?!\d|\.)|(?<!\d|\.)\.(?!\.)/g, ' ')
  return ` ${plain.replace(/\s+/g, ' ').trim()} `
    .replace(/ (\d+(?:\.\d+)?%?) or (?:more|above|higher) /g, ' at least $1 ')
    .replace(/ (\d+(?:\.\d+)?%?) or (?:less|fewer|below|lower) /g, ' at most $1 ')
    .replace(/ (highest|most|best) to (?:the )?(?:lowest|least|worst) /g, ' top 100 ')
    .replace(/ (lowest|least|worst) to (?:the )?(?:highest|most|best) /g, ' bottom 100 ')
}

/** "12.5k" in full: moves the point, so that no digit is lost. */
function shifted(digits: string): string {
  const [whole = '', fraction = ''] = digits.split('.')
  const padded = fraction.padEnd(3, '0')
  const rest = padded.slice(3)
  return `${whole}${padded.slice(0, 3)}${rest === '' ? '' : `.${rest}`}`.replace(/^0+(?=\d)/, '')
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A pattern of whole words. */
export const words = (phrase: string): RegExp => new RegExp(`(?<=\\s)${escaped(phrase)}(?=\\s)`, 'g')

import { unchatted } from './chat-spellings.ts'
import { daysJoined, daysSaid } from './days-said.ts'
import { withoutCourtesy } from './fillers.ts'
import { framesOff } from './frames.ts'
import { spansSaid } from './frames-of-days.ts'
import { NUMBER_WORDS, numbersSaid } from './number-words.ts'
import { saidPlainly } from './said-plainly.ts'
import { asTyped } from './typed.ts'
import { plainlyMoved } from './verbs-of-change.ts'
import { figuresDone } from './verbs-of-figures.ts'

/** A question as the grammar reads it: small letters, single spaces, signs that carry meaning kept. */
export function normalise(question: string): string {
  const plain = daysJoined(
    question
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[’‘`´]/g, "'"),
  )
    .replace(/(?<=[a-z])\s*\/\s*(?=[a-z]{3})/g, ' and ')
    .replace(
      /(?<![a-z])([$€£¥]) ?(\d[\d,.]*)(k|m|mn|mio|bn)?\b/g,
      (_, sign: string, amount: string, times = '') => `${amount}${times} ${SIGNS[sign] ?? ''}`,
    )
    .replace(
      /\b(?:i'd like|i would like|i want|i'd love|i need|we need|we want|we'd like) to (?=(?:know|see|compare|understand|find|look|get|have)\b)/g,
      '',
    )
    .replace(/\b(i|we|you|they|it|what|who)'(?:d|m|ve|ll|re)\b/g, '$1')
    .replace(/\b(what|who|how|where|when|which|that|it|there|here)'s\b/g, '$1 is')
    .replace(/[“”"«»]/g, ' ')
    .replace(/(?<=[a-z])\s*(?:\.{2,}|…)(?=\s|$)/g, ' , ')
    .replace(/'s\b/g, '')
    .replace(/s'(?=\s|$)/g, 's')
    .replace(/(\d)[,_](?=\d{3}\b)/g, '$1')
    .replace(
      /(\d+(?:\.\d+)?) ?(?:(?:%|percent(?:age)?|per cent|pct)[- ]?(?:points?|pts)|ppts?|pps?|p\.p\.)(?![a-z])/g,
      '$1 points',
    )
    .replace(/(\d+(?:\.\d+)?) ?(?:%|percent\b|per cent\b|pct\b)/g, '$1%')
    .replace(/(\d+(?:\.\d+)?) ?(?:k|thousand|grand)\b/g, (_, digits: string) => shifted(digits, 3))
    .replace(/(\d+(?:\.\d+)?) ?(?:m|mn|mio|million)\b/g, (_, digits: string) => shifted(digits, 6))
    .replace(/(\d+(?:\.\d+)?) ?(?:bps|bp|basis points?)\b/g, (_, digits: string) => `${Number(digits) / 100} points`)
    .replace(/&|(?<=\s)\+(?=\s)|(?<=[a-z])\+(?=[a-z])/g, ' and ')
    .replace(/\b(?:u\.?s\.?|american) dollars?\b/g, 'usd')
    .replace(/\b(?:british pounds?|pounds? sterling|sterling)\b/g, 'gbp')
    .replace(/\bjapanese yen\b/g, 'jpy')
    .replace(/\bswiss francs?\b/g, 'chf')
    .replace(/\bkuwaiti dinars?\b/g, 'kwd')
    .replace(/>=|≥/g, ' at least ')
    .replace(/<=|≤/g, ' at most ')
    .replace(/>/g, ' more than ')
    .replace(/<(?= ?\d)/g, ' less than ')
    .replace(/(?<=\d%?)\+(?=\s|$)/g, ' or more')
    .replace(/(?<!\d)%/g, ' percent ')
    .replace(/\be-mail/g, 'email')
    .replace(/\bnon-(?=[a-z])/g, 'not ')
    .replace(/(?<=[a-z])-(?=[a-z])/g, ' ')
    .replace(/\bavg\b\.?/g, 'average')
    .replace(/\bw\/o(?=\s)/g, 'without')
    .replace(/\bw\/(?=\s)/g, 'with')
    .replace(ABBREVIATED, (word) => ABBREVIATIONS[word] ?? word)
    .replace(
      /\b(?:since |from )?(?:the )?(?:beginning|start) of (?:the |this )?(year|quarter|month|week)\b/g,
      'since this $1',
    )
    .replace(/\bcalendar (?=q[1-4]|quarter|year|month|week)/g, '')
    .replace(/\bm\/m\b/g, 'month over month')
    .replace(/\by\/y\b/g, 'year over year')
    .replace(/\bq\/q\b/g, 'quarter over quarter')
    .replace(/\b(in (?:usd|eur|gbp|jpy|chf|kwd|dollars?|euros?|pounds?|yen))\s*:\s/g, '$1 , ')
    .replace(/[?!;:()[\]{}<>=*#|\\/]/g, ' ')
    .replace(/,/g, ' , ')
    .replace(/\.(?!\d|\.)|(?<!\d|\.)\.(?!\.)/g, ' ')
  const spoken = withoutCourtesy(numbersSaid(framesOff(spansSaid(unchatted(` ${plain.replace(/\s+/g, ' ').trim()} `)))))
  return withNumbers(asTyped(plainlyMoved(saidPlainly(figuresDone(daysSaid(spoken))))))
    .replace(/ so far (?=(?:this|in|during|since) )/g, ' ')
    .replace(/ (\d+(?:\.\d+)?%?) or (?:more|above|higher) /g, ' at least $1 ')
    .replace(/ (\d+(?:\.\d+)?%?) or (?:less|fewer|below|lower) /g, ' at most $1 ')
    .replace(
      / (highest|most|best|biggest|largest|greatest) to (?:the )?(?:lowest|least|worst|smallest|fewest) /g,
      ' top 100 ',
    )
    .replace(
      / (lowest|least|worst|smallest|fewest) to (?:the )?(?:highest|most|best|biggest|largest|greatest) /g,
      ' bottom 100 ',
    )
}

const SIGNS: Readonly<Record<string, string>> = { $: 'usd', '€': 'eur', '£': 'gbp', '¥': 'jpy' }

const ANY_NUMBER = [...NUMBER_WORDS.keys()].toSorted((left, right) => right.length - left.length).join('|')
const BOUND =
  'at least|at most|more than|less than|fewer than|no more than|no less than|no fewer than|over|under|above|below|exactly|up to|minimum of'
const BOUNDED = new RegExp(` (${BOUND}) (${ANY_NUMBER})(?= )`, 'g')
/** "By more than half": parts that are whole percents. */
const PARTS: Readonly<Record<string, string>> = {
  half: '50%',
  'a half': '50%',
  'a quarter': '25%',
  'a fifth': '20%',
  'a tenth': '10%',
}
const PART =
  / (by|by over|by more than|by at least|by less than|over|more than|at least|less than) (half|a half|a quarter|a fifth|a tenth)(?= (?!of ))/g

/** Numbers in words where they bound something; a number right before "sales" counts them. */
const withNumbers = (text: string): string =>
  text
    .replace(BOUNDED, (_, bound: string, word: string) => ` ${bound} ${NUMBER_WORDS.get(word) ?? word}`)
    .replace(PART, (_, bound: string, part: string) => ` ${bound} ${PARTS[part] ?? part}`)
    .replace(/ (\d+) sales (?!tax )/g, ' $1 orders ')
    .replace(
      / (a|an|any|no|one|1|single|zero) (dispute|chargeback|refund|order|payout) (?!(?:rate|ratio|percentage|share|amount|volume|count|value|size|total|reason|failure|loss|time|speed|delay|fee|duration)s?(?:es)? )/g,
      ' $1 $2s ',
    )
    .replace(/ (any|no|one|1|single|zero) sales? /g, ' $1 orders ')

/** As people shorten words when they type. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  qtr: 'quarter',
  qtrs: 'quarters',
  mo: 'month',
  mos: 'months',
  mth: 'month',
  mths: 'months',
  wk: 'week',
  wks: 'weeks',
  yr: 'year',
  yrs: 'years',
  vol: 'volume',
  vols: 'volume',
  ctry: 'country',
  cntry: 'country',
  curr: 'currency',
  prev: 'previous',
  txn: 'transactions',
  txns: 'transactions',
  rev: 'revenue',
  cb: 'chargebacks',
  cbs: 'chargebacks',
  amt: 'amount',
  amts: 'amounts',
  rt: 'rate',
  nr: 'number',
  num: 'number',
}
const ABBREVIATED = new RegExp(`\\b(?:${Object.keys(ABBREVIATIONS).join('|')})\\b`, 'g')

/** "12.5k" in full: moves the point, so that no digit is lost. */
function shifted(digits: string, by: number): string {
  const [whole = '', fraction = ''] = digits.split('.')
  const padded = fraction.padEnd(by, '0')
  const rest = padded.slice(by)
  return `${whole}${padded.slice(0, by)}${rest === '' ? '' : `.${rest}`}`.replace(/^0+(?=\d)/, '')
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A pattern of whole words. */
export const words = (phrase: string): RegExp => new RegExp(`(?<=\\s)${escaped(phrase)}(?=\\s)`, 'g')

/** "In descending order of": the highest first. After typos are corrected. */
export const ordered = (text: string): string =>
  text
    .replace(
      / (?:in |with )?(?:descending|desc|decreasing order|from high to low)(?: order)?(?: of| by)? /g,
      ' top 100 by ',
    )
    .replace(
      / (?:in |with )?(?:ascending|asc|increasing order|from low to high)(?: order)?(?: of| by)? /g,
      ' bottom 100 by ',
    )
    .replace(/ by by /g, ' by ')

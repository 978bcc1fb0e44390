// Series that every textbook of the field works with, as they were published. Their numbers are facts; the sources are named.

export type ClassicalSeries = {
  readonly name: string
  readonly source: string
  readonly startsOn: string
  /** Values per year, and how many of them are forecast: a year. */
  readonly season: 4 | 12
  readonly values: readonly number[]
}

const numbers = (text: string) => text.trim().split(/\s+/).map(Number)

export const CLASSICAL: readonly ClassicalSeries[] = [
  {
    name: 'International airline passengers, thousands, 1949–1960',
    source: 'Box and Jenkins, Time Series Analysis, 1970 (series G), after R. G. Brown',
    startsOn: '1949-01-01',
    season: 12,
    values: numbers(`
      112 118 132 129 121 135 148 148 136 119 104 118
      115 126 141 135 125 149 170 170 158 133 114 140
      145 150 178 163 172 178 199 199 184 162 146 166
      171 180 193 181 183 218 230 242 209 191 172 194
      196 196 236 235 229 243 264 272 237 211 180 201
      204 188 235 227 234 264 302 293 259 229 203 229
      242 233 267 269 270 315 364 347 312 274 237 278
      284 277 317 313 318 374 413 405 355 306 271 306
      315 301 356 348 355 422 465 467 404 347 305 336
      340 318 362 348 363 435 491 505 404 359 310 337
      360 342 406 396 420 472 548 559 463 407 362 405
      417 391 419 461 472 535 622 606 508 461 390 432`),
  },
  {
    name: 'Accidental deaths in the USA, 1973–1978',
    source: 'Brockwell and Davis, Time Series: Theory and Methods, 1991',
    startsOn: '1973-01-01',
    season: 12,
    values: numbers(`
      9007 8106 8928 9137 10017 10826 11317 10744 9713 9938 9161 8927
      7750 6981 8038 8422 8714 9512 10120 9823 8743 9129 8710 8680
      8162 7306 8124 7870 9387 9556 10093 9620 8285 8466 8160 8034
      7717 7461 7767 7925 8623 8945 10078 9179 8037 8488 7874 8647
      7792 6957 7726 8106 8890 9299 10625 9302 8314 8850 8265 8796
      7836 6892 7791 8192 9115 9434 10484 9827 9110 9070 8633 9240`),
  },
  {
    name: 'Deaths from lung diseases in the United Kingdom, 1974–1979',
    source: 'Diggle, Time Series: A Biostatistical Introduction, 1990, table A.3',
    startsOn: '1974-01-01',
    season: 12,
    values: numbers(`
      3035 2552 2704 2554 2014 1655 1721 1524 1596 2074 2199 2512
      2933 2889 2938 2497 1870 1726 1607 1545 1396 1787 2076 2837
      2787 3891 3179 2011 1636 1580 1489 1300 1356 1653 2013 2823
      3102 2294 2385 2444 1748 1554 1498 1361 1346 1564 1640 2293
      2815 3137 2679 1969 1870 1633 1529 1366 1357 1570 1535 2491
      3084 2605 2573 2143 1693 1504 1461 1354 1333 1492 1781 1915`),
  },
  {
    name: 'Gas consumed in the United Kingdom, quarters, 1960–1986',
    source: 'Durbin and Koopman, Time Series Analysis by State Space Methods, 2001',
    startsOn: '1960-01-01',
    season: 4,
    values: numbers(`
      160.1 129.7 84.8 120.1 160.1 124.9 84.8 116.9 169.7 140.9 89.7 123.3
      187.3 144.1 92.9 120.1 176.1 147.3 89.7 123.3 185.7 155.3 99.3 131.3
      200.1 161.7 102.5 136.1 204.9 176.1 112.1 140.9 227.3 195.3 115.3 142.5
      244.9 214.5 118.5 153.7 244.9 216.1 188.9 142.5 301.0 196.9 136.1 267.3
      317.0 230.5 152.1 336.2 371.4 240.1 158.5 355.4 449.9 286.6 179.3 403.4
      491.5 321.8 177.7 409.8 593.9 329.8 176.1 483.5 584.3 395.4 187.3 485.1
      669.2 421.0 216.1 509.1 827.7 467.5 209.7 542.7 840.5 414.6 217.7 670.8
      848.5 437.0 209.7 701.2 925.3 443.4 214.5 683.6 917.3 515.5 224.1 694.8
      989.4 477.1 233.7 730.0 1087.0 534.7 281.8 787.6 1163.9 613.1 347.4 782.8`),
  },
  {
    name: 'Earnings per share of Johnson & Johnson, dollars, quarters, 1960–1980',
    source: 'Shumway and Stoffer, Time Series Analysis and Its Applications, 2000',
    startsOn: '1960-01-01',
    season: 4,
    values: numbers(`
      0.71 0.63 0.85 0.44 0.61 0.69 0.92 0.55 0.72 0.77 0.92 0.60 0.83 0.80 1.00 0.77
      0.92 1.00 1.24 1.00 1.16 1.30 1.45 1.25 1.26 1.38 1.86 1.56 1.53 1.59 1.83 1.86
      1.53 2.07 2.34 2.25 2.16 2.43 2.70 2.25 2.79 3.42 3.69 3.60 3.60 4.32 4.32 4.05
      4.86 5.04 5.04 4.41 5.58 5.85 6.57 5.31 6.03 6.39 6.93 5.85 6.93 7.74 7.83 6.12
      7.74 8.91 8.28 6.84 9.54 10.26 9.54 8.73 11.88 12.06 12.15 8.91 14.04 12.96 14.85 9.99
      16.20 14.67 16.02 11.61`),
  },
]

/** Every quarter of a year back from the last year, as long as four years and two fifths of the series lie before. */
export function originsOfClassical({ values, season }: ClassicalSeries): number[] {
  const origins: number[] = []
  const least = Math.max(4 * season, Math.floor(0.4 * values.length))
  for (let origin = values.length - season; origin >= least; origin -= season / 4) origins.push(origin)
  return origins
}

import type { Today } from '#lib/analytics/period/read-period.ts'
import type { Names } from './vocabulary.ts'

/** A small marketplace's names, and a day, for tables of questions. */
export const NAMES: Names = {
  sellers: [
    { id: 'sel_nord', name: 'Nordlicht Möbel GmbH' },
    { id: 'sel_lumen', name: 'Lumen & Loom' },
    { id: 'sel_ridge', name: 'Ridgeline Outfitters' },
    { id: 'sel_sakura', name: 'Sakura Ceramics K.K.' },
    { id: 'sel_blue', name: 'Blue Hour Books' },
  ],
  categories: ['books', 'home', 'music', 'outdoor', 'art', ''],
}
export const NOW: Today = { today: '2026-11-21', fiscalStartsMonth: 1 }

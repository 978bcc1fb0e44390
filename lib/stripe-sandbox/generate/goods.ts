const GOODS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  outdoor: ['Trail pack 38 l', 'Ridge tent, 2 persons', 'Down jacket', 'Camp stove', 'Longboard 9 ft'],
  apparel: ['Merino base layer', 'Rain shell', 'Wool socks, 3 pairs'],
  home: ['Linen throw', 'Hand-blown lamp', 'Tea bowl', 'Serving plate'],
  tools: ['Drehmomentschlüssel', 'Hobel No. 4', 'Stechbeitel, Satz', 'Zwingen, 4 Stück'],
  beauty: ['Face oil', 'Clay mask', 'Lavender soap, 6 bars'],
  art: ['Letterpress print', 'Risograph poster', 'Raku vase'],
  food: ['House blend, 1 kg', 'Single origin, 500 g', 'Office subscription box'],
  furniture: ['Beistelltisch Eiche', 'Bücherregal', 'Esszimmerstuhl'],
  electronics: ['Bookshelf speakers', 'Turntable', 'Headphone amplifier'],
  jewelry: ['Copper ring', 'Feather earrings', 'Signet ring'],
  toys: ['Wooden train', 'Marble run', 'Puzzle, 500 pieces'],
  sports: ['Climbing harness', 'Road helmet', 'Yoga mat, 6 mm'],
  books: ['Field guide', 'Cloth-bound novel', 'Atlas of rivers'],
  garden: ['Planter, terracotta', 'Pruning shears', 'Seed box, 24 kinds'],
  music: ['Long play record', 'Guitar strings, 10 sets', 'Walnut ukulele'],
  pets: ['Dog harness', 'Cat tree', 'Salmon treats, 1 kg'],
}

export const goodsOf = (category: string): readonly [string, ...string[]] => GOODS[category] ?? ['Item']

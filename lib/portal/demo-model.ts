/** The sellers' people of the demo, by the names the sandbox gives its sellers. They exist only with the embedded sandbox's key. */
export const DEMO_SELLER_PEOPLE = [
  { email: 'seller@demo.test', name: 'Rosa Ridge', role: 'owner', locale: 'en', seller: 'Ridgeline Outfitters' },
  { email: 'finance@demo.test', name: 'Finn Ridge', role: 'finance', locale: 'en', seller: 'Ridgeline Outfitters' },
  { email: 'viewer@demo.test', name: 'Vera Ridge', role: 'viewer', locale: 'en', seller: 'Ridgeline Outfitters' },
  { email: 'bauhof@demo.test', name: 'Bernd Bauer', role: 'owner', locale: 'de', seller: 'Bauhof Werkzeuge GmbH' },
  { email: 'sakura@demo.test', name: '佐藤 さくら', role: 'owner', locale: 'ja', seller: 'Sakura Ceramics K.K.' },
] as const

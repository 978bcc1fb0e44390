import { afterAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { beginStopping } from '#lib/platform/stopping.ts'
import { beat } from '#lib/platform/worker-beat.ts'
import { GET } from './route.ts'

afterAll(closeDatabase)

const asked = async (query: string) => (await GET(new Request(`http://localhost/api/ready${query}`))).status

test('a web server is ready while the database answers and it was not asked to end; the product when a worker lives, too', async () => {
  expect([await asked(''), await asked('?of=web')]).toEqual([503, 200])
  await beat('job_1')
  expect([await asked(''), await asked('?of=web')]).toEqual([200, 200])
  beginStopping()
  expect([await asked(''), await asked('?of=web')]).toEqual([503, 503])
})

import { expect, test } from 'vitest'
import { readBody } from './read-body.ts'

const sent = (chunks: readonly string[], headers: Record<string, string> = {}) => {
  const body = new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(Buffer.from(chunk))
      controller.close()
    },
  })
  return new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
}

test('a body is read whole up to its limit, in however many pieces it comes', async () => {
  expect(Buffer.from((await readBody(sent(['12', '345']), 5)) ?? []).toString()).toBe('12345')
  expect(await readBody(sent(['12345']), 5)).toHaveLength(5)
  expect(await readBody(new Request('http://localhost/', { method: 'POST' }), 5)).toHaveLength(0)
})

test('a larger body is not read to its end, whatever it says of its length', async () => {
  let given = 0
  const endless = new ReadableStream({
    pull: (controller) => {
      given += 1
      controller.enqueue(new Uint8Array(4))
    },
  })
  const request = new Request('http://localhost/', { method: 'POST', body: endless, duplex: 'half' } as RequestInit)
  expect(await readBody(request, 10)).toBeNull()
  expect(given).toBeLessThan(6)
  expect(await readBody(sent(['1'], { 'content-length': '11' }), 10)).toBeNull()
})

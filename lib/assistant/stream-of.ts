/** A stream that pulls from a generator, and ends it when nobody reads on. */
export function streamOf<T>(generator: AsyncGenerator<T, void>): ReadableStream<T> {
  return new ReadableStream<T>({
    pull: async (controller) => {
      const next = await generator.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => {
      await generator.return()
    },
  })
}

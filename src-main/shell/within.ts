/** Waits for `work` to end, well or badly, but not longer than `milliseconds`. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, milliseconds)
  await Promise.race([work, promise]).catch(() => {})
  clearTimeout(timer)
}

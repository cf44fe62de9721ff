/** The worker that comes with the library: it stands beside the built file that this code ends up in. */
export function workerUrl(): URL {
  return new URL('./threads/worker.js', import.meta.url)
}

/** The code of the page, bundled: it stands beside the built file that this code ends up in. */
export function clientFile(): URL {
  return new URL('./report/client.js', import.meta.url)
}

/** The one generator of `seedrandom` that is used here: the package types only its whole. */
declare module 'seedrandom/lib/alea.js' {
  import type seedrandom from 'seedrandom'

  const alea: typeof seedrandom.alea
  export = alea
}

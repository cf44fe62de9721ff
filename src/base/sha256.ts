const BLOCK = 64

/**
 * First 32 bits of the fractional parts of the cube roots of the first 64 primes; an error in the last bit of an
 * engine's root lies 17 bits further down.
 */
const ROUND: Int32Array = /* @__PURE__ */ Int32Array.from(primes(64), (prime) => fractionBits(Math.cbrt(prime)))
/** The same of their square roots, for the first 8. */
const START: Int32Array = /* @__PURE__ */ Int32Array.from(primes(8), (prime) => fractionBits(Math.sqrt(prime)))

/**
 * SHA-256 (FIPS 180-4) of bytes, as 32 bytes. Synchronous and the same in every engine, which Web Crypto's
 * digest is not; 256 bits, because hashes also name market data fetched from strangers.
 *
 * @example
 * sha256(new Uint8Array())[0] // => 227
 */
export function sha256(bytes: Uint8Array): Uint8Array {
  const state = START.slice()
  const schedule = new Int32Array(64)
  const whole = bytes.length - (bytes.length % BLOCK)
  for (let offset = 0; offset < whole; offset += BLOCK) compress(state, schedule, bytes, offset)
  const tail = padded(bytes.subarray(whole), bytes.length)
  for (let offset = 0; offset < tail.length; offset += BLOCK) compress(state, schedule, tail, offset)
  const digest = new Uint8Array(32)
  const view = new DataView(digest.buffer)
  for (let i = 0; i < 8; i++) view.setInt32(4 * i, state[i])
  return digest
}

/** The rest of the message, a single 1 bit, zeros, and the message length in bits. */
function padded(rest: Uint8Array, total: number): Uint8Array {
  const tail = new Uint8Array(rest.length + 9 > BLOCK ? 2 * BLOCK : BLOCK)
  tail.set(rest)
  tail[rest.length] = 0x80
  const view = new DataView(tail.buffer)
  view.setUint32(tail.length - 8, Math.floor(total / 0x20000000))
  view.setUint32(tail.length - 4, (total << 3) >>> 0)
  return tail
}

function compress(state: Int32Array, w: Int32Array, bytes: Uint8Array, offset: number): void {
  expand(w, bytes, offset)
  let [a, b, c, d, e, f, g, h] = state
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i] + w[i]) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  state[0] += a
  state[1] += b
  state[2] += c
  state[3] += d
  state[4] += e
  state[5] += f
  state[6] += g
  state[7] += h
}

function expand(w: Int32Array, bytes: Uint8Array, offset: number): void {
  for (let i = 0; i < 16; i++) {
    const at = offset + 4 * i
    w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]
  }
  for (let i = 16; i < 64; i++) {
    const s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >>> 3)
    const s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >>> 10)
    w[i] = w[i - 16] + s0 + w[i - 7] + s1
  }
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

function primes(count: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
}

function fractionBits(root: number): number {
  return Math.floor((root - Math.floor(root)) * 0x100000000) | 0
}

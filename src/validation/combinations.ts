/** Every choice of `k` of the numbers 0 to n - 1, each ascending, in lexicographic order. */
export function combinations(n: number, k: number): number[][] {
  const all: number[][] = []
  const choice = Array.from({ length: k }, (_, i) => i)
  for (;;) {
    all.push([...choice])
    let place = k - 1
    while (place >= 0 && choice[place] === n - k + place) place--
    if (place < 0) return all
    choice[place]++
    for (let i = place + 1; i < k; i++) choice[i] = choice[i - 1] + 1
  }
}

/** How many choices of `k` of `n` there are; exact while it is a safe integer. */
export function countCombinations(n: number, k: number): number {
  let count = 1
  for (let i = 1; i <= Math.min(k, n - k); i++) count = Math.round((count * (n - i + 1)) / i)
  return count
}

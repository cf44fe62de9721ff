/** Indicators that put values in order or take differences: to them an infinity is a value above or below all others. */
export const ORDER: readonly string[] = [
  'bars-since',
  'crosses-above',
  'crosses-above-level',
  'crosses-below',
  'crosses-below-level',
  'donchian',
  'donchian-with-current',
  'ichimoku',
  'ichimoku-cloud',
  'momentum',
  'rate-of-change',
  'rolling-max',
  'rolling-min',
  'swings',
  'true-range',
]

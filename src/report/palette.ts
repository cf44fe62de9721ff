/** Colours of a page, in light or in the dark; text on paper has a contrast of at least 4.5 to 1. */
export type Palette = Readonly<
  Record<
    | 'paper'
    | 'card'
    | 'ink'
    | 'muted'
    | 'line'
    | 'accent'
    | 'second'
    | 'good'
    | 'bad'
    | 'shadeSearched'
    | 'shadeOut'
    | 'shadeWalk',
    string
  >
>

/** By day, and on paper. */
export const LIGHT: Palette = {
  paper: '#f7f7f4',
  card: '#ffffff',
  ink: '#1d232b',
  muted: '#59636e',
  line: '#dcdfe2',
  accent: '#1f5fa8',
  second: '#8a5a00',
  good: '#1b6e3c',
  bad: '#a8321f',
  shadeSearched: 'rgba(0, 0, 0, 0)',
  shadeOut: 'rgba(31, 95, 168, 0.09)',
  shadeWalk: 'rgba(138, 90, 0, 0.12)',
}

/** By night. */
export const DARK: Palette = {
  paper: '#14181d',
  card: '#1b2027',
  ink: '#e6e9ec',
  muted: '#a0aab4',
  line: '#343c46',
  accent: '#7fb3ee',
  second: '#e0b05a',
  good: '#6fcf97',
  bad: '#f0907f',
  shadeSearched: 'rgba(0, 0, 0, 0)',
  shadeOut: 'rgba(127, 179, 238, 0.12)',
  shadeWalk: 'rgba(224, 176, 90, 0.14)',
}

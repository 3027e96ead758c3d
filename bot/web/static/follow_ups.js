// The list of follow-ups by keys; htmx does the fetching. What was typed stays through a refresh.
import { byKeys, here, move } from './rows.js'

const ROW = '[data-follow]'

window.Idiomorph.defaults.ignoreActiveValue = true

const press = (key) => here(ROW)?.querySelector(`[data-key="${key}"]`)?.click()

byKeys(ROW, {
  j: () => move(ROW, 1),
  k: () => move(ROW, -1),
  a: () => press('a'),
  d: () => press('d'),
  e: () => here(ROW)?.querySelector('textarea')?.focus(),
})

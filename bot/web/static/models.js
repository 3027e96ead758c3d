// Who was right, by keys; htmx does the fetching. What is open stays open while the page refreshes.
import { byKeys, here, move } from './rows.js'

const ROW = '[data-reading]'

window.Idiomorph.defaults.ignoreActiveValue = true
window.Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) =>
  !(name === 'open' && node.tagName === 'DETAILS')

const say = (key) => {
  here(ROW)?.querySelector(`[data-key="${key}"]`)?.click()
  move(ROW, 1)
}

byKeys(ROW, {
  j: () => move(ROW, 1),
  k: () => move(ROW, -1),
  1: () => say('1'),
  2: () => say('2'),
  3: () => say('3'),
  4: () => say('4'),
})

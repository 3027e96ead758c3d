// The warehouse's list by keys; htmx does the fetching. What stands in a field stays through a refresh.
import { byKeys, here, move } from './rows.js'

const ROW = '[data-task]'

window.Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) =>
  !(name === 'open' && node.tagName === 'DETAILS') && name !== 'value'

function press(key) {
  const task = here(ROW)
  if (!task) return
  const outcome = task.querySelector('[name=outcome]')
  if (key === 'r' && !outcome?.value.trim()) return outcome?.focus() // a refusal says why
  task.querySelector(`[data-key="${key}"]`)?.click()
}

const next = () => move(ROW, 1)
const back = () => move(ROW, -1)
const keys = { j: next, k: back, ArrowDown: next, ArrowUp: back }
for (const key of 'tdr') keys[key] = () => press(key)

byKeys(ROW, keys, (event) => event.key === 'Enter' && event.preventDefault())

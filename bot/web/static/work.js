// The warehouse's list by keys; htmx does the fetching. What stands in a field stays through a refresh.

window.Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) =>
  !(name === 'open' && node.tagName === 'DETAILS') && name !== 'value'

const tasks = () => [...document.querySelectorAll('[data-task]')]
const here = () => document.activeElement?.closest('[data-task]')

function move(by) {
  const all = tasks()
  const at = all.indexOf(here())
  const task = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]
  task?.focus()
  task?.scrollIntoView({ block: 'nearest' })
}

function press(key) {
  const task = here()
  if (!task) return
  const outcome = task.querySelector('[name=outcome]')
  if (key === 'r' && !outcome?.value.trim()) return outcome?.focus() // a refusal says why
  task.querySelector(`[data-key="${key}"]`)?.click()
}

const keys = { j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1) }
for (const key of 'tdr') keys[key] = () => press(key)

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.matches('input, textarea, select')) {
    if (event.key === 'Escape') event.target.closest('[data-task]')?.focus()
    if (event.key === 'Enter') event.preventDefault()
    return
  }
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
  if (act) {
    event.preventDefault()
    act()
  }
})

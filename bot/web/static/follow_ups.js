// The list of follow-ups by keys; htmx does the fetching. What was typed stays through a refresh.

window.Idiomorph.defaults.ignoreActiveValue = true

const lines = () => [...document.querySelectorAll('[data-follow]')]
const here = () => document.activeElement?.closest('[data-follow]')

function move(by) {
  const all = lines()
  const at = all.indexOf(here())
  const line = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]
  line?.focus()
  line?.scrollIntoView({ block: 'nearest' })
}

const press = (key) => here()?.querySelector(`[data-key="${key}"]`)?.click()

const keys = {
  j: () => move(1),
  k: () => move(-1),
  a: () => press('a'),
  d: () => press('d'),
  e: () => here()?.querySelector('textarea')?.focus(),
}

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.matches('input, textarea, select')) {
    if (event.key === 'Escape') event.target.closest('[data-follow]')?.focus()
    return
  }
  const act = keys[event.key.toLowerCase()]
  if (act) {
    event.preventDefault()
    act()
  }
})

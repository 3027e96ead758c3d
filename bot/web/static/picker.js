// "Not this": names what the buyer meant. Typing filters, Enter chooses; what was chosen last stands first.
import { current } from './suggestions.js'

const RECENT = 'desk.intents'
const MOST_RECENT = 5
const dialog = document.getElementById('picker')
const filter = document.getElementById('picker-filter')
const list = document.getElementById('picker-options')
const none = dialog.querySelector('.picker-none')
const inOrder = [...list.children]
let rejected = null

export function open(card = current()) {
  if (!card) return
  rejected = card.dataset.suggestion
  if ('unasked' in card.dataset) return reject(null)  // nobody asked for anything: there is nothing to name
  const names = recent()
  list.replaceChildren(...names.map((name) => inOrder.find((o) => o.dataset.intent === name)).filter(Boolean),
    ...inOrder.filter((option) => !names.includes(option.dataset.intent)))
  filter.value = ''
  narrow()
  dialog.showModal()
  filter.focus()
}

function recent() {
  try { return JSON.parse(localStorage.getItem(RECENT)) ?? [] } catch { return [] }
}

function remember(name) {
  const names = [name, ...recent().filter((other) => other !== name)].slice(0, MOST_RECENT)
  try { localStorage.setItem(RECENT, JSON.stringify(names)) } catch { /* only a convenience */ }
}

function visible() {
  return [...list.children].filter((option) => !option.hidden)
}

function narrow() {
  const words = filter.value.trim().toLowerCase()
  for (const option of list.children) option.hidden = !option.dataset.words.toLowerCase().includes(words)
  none.hidden = visible().length > 0
  document.getElementById('picker-count').textContent = visible().length
  choose(visible()[0])
}

function choose(option) {
  for (const other of list.children) other.setAttribute('aria-selected', String(other === option))
  if (option) filter.setAttribute('aria-activedescendant', option.id)
  else filter.removeAttribute('aria-activedescendant')
  option?.scrollIntoView({ block: 'nearest' })
}

function step(by) {
  const options = visible()
  const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true')
  choose(options[Math.min(Math.max(at + by, 0), options.length - 1)])
}

function reject(intent) {
  dialog.close()
  if (intent) remember(intent)
  const values = intent ? { intent } : {}
  window.htmx.ajax('POST', `/desk/suggestions/${rejected}/reject`, { target: '#notice', swap: 'innerHTML', values })
}

filter.addEventListener('input', narrow)
dialog.addEventListener('keydown', (event) => {
  if (event.isComposing) return
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    step(event.key === 'ArrowDown' ? 1 : -1)
  }
  if (event.key === 'Enter' && event.target === filter) {
    event.preventDefault()
    const option = list.querySelector('[aria-selected=true]')
    if (option && !option.hidden) reject(option.dataset.intent)
  }
})
list.addEventListener('click', (event) => {
  const option = event.target.closest('[data-intent]')
  if (option) reject(option.dataset.intent)
})
dialog.querySelector('[data-no-intent]').addEventListener('click', () => reject(null))

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-reject]')
  if (button) open(button.closest('[data-suggestion]'))
})

// `/` finds what could be said: phrases of one's own and of the team, and scripts worded for this talk. What stood in
// the editor comes back. What a phrase leaves open is asked for first.
import { ask } from './blanks.js'
import { editor, putIn } from './editor.js'
import { toReply } from './mode.js'

const PAUSE_MILLISECONDS = 120
const WHILE_SEARCHING = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', 'aria-expanded': 'true', 'aria-controls': 'phrases' }
let before = '' // what had been typed when the search began
let timer = null

function list() {
  return editor()?.querySelector('.phrases')
}

export function searching() {
  return Boolean(list() && !list().hidden)
}

export function start() {
  const form = editor()
  if (!form) return false
  toReply()
  before = form.elements.text.value
  form.elements.text.value = '/'
  form.elements.text.focus()
  search()
}

function search() {
  const form = editor()
  const query = form.elements.text.value.slice(1)
  list().hidden = false
  for (const [name, value] of Object.entries(WHILE_SEARCHING)) form.elements.text.setAttribute(name, value)
  clearTimeout(timer)
  timer = setTimeout(() => {
    const place = `/desk/${form.dataset.conversation}/phrases?q=${encodeURIComponent(query.slice(0, 60))}`
    window.htmx.ajax('GET', place, { target: list(), swap: 'innerHTML' })
  }, PAUSE_MILLISECONDS)
}

function leave(text) {
  const area = editor().elements.text
  clearTimeout(timer)
  list().hidden = true
  list().replaceChildren()
  for (const name of [...Object.keys(WHILE_SEARCHING), 'aria-activedescendant']) area.removeAttribute(name)
  counted().hidden = true
  putIn(text)
  before = ''
}

function options() {
  return [...list().querySelectorAll('[data-phrase]')]
}

function chosen() {
  return list().querySelector('[data-phrase][aria-selected=true]')
}

function choose(option) {
  for (const other of options()) other.setAttribute('aria-selected', String(other === option))
  if (option) editor().elements.text.setAttribute('aria-activedescendant', option.id)
  else editor().elements.text.removeAttribute('aria-activedescendant')
  option?.scrollIntoView({ block: 'nearest' })
}

function step(by) {
  const shown = options()
  choose(shown[Math.min(Math.max(shown.indexOf(chosen()) + by, 0), shown.length - 1)])
}

function counted() {
  return editor().querySelector('[data-phrase-count]')
}

function take(option) {
  if (!option) return
  const [kept, id] = [before, option.dataset.id]
  const pieces = [...option.querySelector('.phrase-text').childNodes].map((node) => node.dataset?.blank
    ? { blank: node.dataset.blank } : { text: node.textContent })
  leave(kept)
  const done = (text) => {
    putIn(kept + text)
    if (id) window.htmx.ajax('POST', `/desk/phrases/${id}/used`, { target: '#notice', swap: 'none' })
  }
  ask(pieces, done, () => editor()?.elements.text.focus())
}

// Each returns false when the key is not for the search.
const keys = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Enter: () => take(chosen()),
  Tab: () => take(chosen()),
  Escape: () => leave(before),
}

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229 || !searching()) return
  if (!event.target.matches('form.editor textarea') || !(event.key in keys)) return
  event.preventDefault()
  event.stopImmediatePropagation() // above all Ctrl+Enter: what stands there is a search
  keys[event.key]()
}, true)

document.addEventListener('input', (event) => {
  if (!event.target.matches('form.editor textarea')) return
  if (event.target.value.startsWith('/')) search()
  else if (searching()) leave(before + event.target.value)
})

document.body.addEventListener('htmx:afterSwap', (event) => {
  if (event.detail.target !== list() || !searching()) return
  choose(chosen())
  counted().hidden = false
  counted().querySelector('b').textContent = options().length
})

document.addEventListener('mousedown', (event) => {
  const option = event.target.closest('[data-phrase]')
  if (!option) return
  event.preventDefault() // the editor keeps the cursor
  take(option)
})

document.addEventListener('submit', (event) => {
  if (event.target.matches('form.editor') && searching()) {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
}, true)

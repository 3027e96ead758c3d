// `/` finds what could be said: scripts worded for this talk, and quick phrases. What stood in the editor comes back.
import { editor, putIn } from './editor.js'
import { toReply } from './mode.js'

const PAUSE_MILLISECONDS = 150
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
  clearTimeout(timer)
  timer = setTimeout(() => {
    const place = `/desk/${form.dataset.conversation}/phrases?q=${encodeURIComponent(query.slice(0, 60))}`
    window.htmx.ajax('GET', place, { target: list(), swap: 'innerHTML' })
  }, PAUSE_MILLISECONDS)
}

function leave(text) {
  clearTimeout(timer)
  list().hidden = true
  list().replaceChildren()
  putIn(text)
  before = ''
}

function choose(option) {
  for (const other of list().children) other.setAttribute('aria-selected', String(other === option))
  option?.scrollIntoView({ block: 'nearest' })
}

function step(by) {
  const options = [...list().querySelectorAll('[data-phrase]')]
  const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true')
  choose(options[Math.min(Math.max(at + by, 0), options.length - 1)])
}

function take(option) {
  if (option) leave(before + option.querySelector('.phrase-text').textContent)
}

// Each returns false when the key is not for the search.
const keys = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Enter: () => take(list().querySelector('[aria-selected=true]')),
  Tab: () => take(list().querySelector('[aria-selected=true]')),
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

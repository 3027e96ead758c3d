// The editor: what is typed is kept per conversation until it is sent, over refreshes, reloads and lost connections.
// Each text carries an id of its own, so that sending it twice sends it once.
import { toReply } from './mode.js'
import { current } from './suggestions.js'

const key = (conversation) => `desk.typed.${conversation}`
let leaving = null // the text on its way
let sent = null // the last text that left the editor, to be put back when it is taken back

export function editor() {
  return document.querySelector('form.editor')
}

export function takeIn(card = current()) {
  const form = editor()
  if (!form || !card) return false
  toReply()
  const text = card.querySelector('.suggestion-text').textContent
  show(form, { text, suggestion: card.dataset.suggestion, id: newId() })
  keep(form)
  form.elements.text.focus()
  form.elements.text.setSelectionRange(text.length, text.length)
  return true
}

// A text of the agent's own, from wherever it was found.
export function putIn(text) {
  const form = editor()
  const { suggestion, id } = typed(form)
  show(form, { text, suggestion: text ? suggestion : null, id: id || newId() })
  keep(form)
  form.elements.text.focus()
  form.elements.text.setSelectionRange(text.length, text.length)
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function show(form, { text, suggestion, id }) {
  form.elements.text.value = text
  form.elements.client_id.value = id
  form.elements.suggestion_id.value = suggestion ?? ''
  form.elements.suggestion_id.disabled = !suggestion
  form.querySelector('.origin').hidden = !suggestion
}

function typed(form) {
  const { text, suggestion_id, client_id } = form.elements
  return { text: text.value, suggestion: suggestion_id.disabled ? null : suggestion_id.value, id: client_id.value }
}

function keep(form) {
  const state = typed(form)
  const name = key(form.dataset.conversation)
  try {
    if (state.text) localStorage.setItem(name, JSON.stringify(state))
    else localStorage.removeItem(name)
  } catch { /* storage is full or switched off: the text still stands in the editor */ }
}

function restore() {
  const form = editor()
  if (!form || form.elements.client_id.value) return
  let kept = null
  try { kept = JSON.parse(localStorage.getItem(key(form.dataset.conversation))) } catch { /* nothing kept */ }
  show(form, kept ?? { text: '', suggestion: null, id: newId() })
}

function clear(form) {
  show(form, { text: '', suggestion: null, id: newId() })
  keep(form)
}

document.addEventListener('input', (event) => {
  const form = event.target.closest('form.editor')
  if (!form) return
  document.getElementById('notice').replaceChildren() // it was about the text as it stood before
  if (!form.elements.text.value) clear(form)
  else keep(form)
})

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-edit]')
  if (button) takeIn(button.closest('[data-suggestion]'))
})

// The desk has it. Words typed while it was on its way are the beginning of the next reply.
function left(form) {
  const { text, id } = typed(form)
  sent = leaving?.id === id ? leaving : { ...typed(form), conversation: form.dataset.conversation }
  if (text === sent.text) return clear(form)
  show(form, { text: text.startsWith(sent.text) ? text.slice(sent.text.length) : text, suggestion: null, id: newId() })
  keep(form)
}

function forget({ id, conversation }) {
  try {
    if (JSON.parse(localStorage.getItem(key(conversation)))?.id === id) localStorage.removeItem(key(conversation))
  } catch { /* nothing kept */ }
}

document.addEventListener('htmx:beforeRequest', (event) => {
  const { elt: form, xhr } = event.detail
  if (!form.matches('form.editor')) return
  const reply = { ...typed(form), conversation: form.dataset.conversation }
  leaving = reply
  xhr.addEventListener('load', () => {
    if (form.isConnected || xhr.status !== 200) return // another talk was opened meanwhile
    if (editor()?.elements.client_id.value === reply.id) left(editor())
    else forget(reply)
  })
})

document.body.addEventListener('desk:acted', (event) => {
  const form = editor()
  if (form && event.detail.sent && event.detail.sent === form.elements.client_id.value) left(form)
})

document.body.addEventListener('htmx:afterRequest', (event) => {
  const form = editor()
  if (!event.detail.successful || !event.target.matches('.undo') || !form) return
  if (sent?.conversation !== form.dataset.conversation || form.elements.text.value) return
  show(form, { ...sent, id: newId() })
  keep(form)
  form.elements.text.focus()
})

document.body.addEventListener('htmx:afterSwap', restore)
document.body.addEventListener('htmx:afterSettle', restore)
restore()

// The pad's editor: what is typed is kept per talk until it is copied, over refreshes, new pastes and reloads.
import { current } from './suggestions.js'

const key = (talk) => `pad.typed.${talk}`

export function editor() {
  return document.querySelector('form.editor')
}

export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function takeIn(card = current()) {
  const form = editor()
  if (!form || !card) return false
  show(form, card.querySelector('.suggestion-text').textContent, card.dataset.suggestion)
  keep(form)
  form.elements.text.focus()
  return true
}

export function clear() {
  const form = editor()
  if (!form) return
  show(form, '', '')
  keep(form)
}

function show(form, text, suggestion) {
  const { text: box, client_id: id, suggestion_id: from, reason } = form.elements
  box.value = text
  id.value = newId()
  from.value = suggestion
  from.disabled = !suggestion
  form.querySelector('.origin').hidden = !suggestion
  if (reason) [reason.value, reason.hidden] = ['', true]
}

function keep(form) {
  const { text, suggestion_id: from } = form.elements
  try {
    if (text.value) localStorage.setItem(key(form.dataset.talk), JSON.stringify([text.value, from.value]))
    else localStorage.removeItem(key(form.dataset.talk))
  } catch { /* storage is off: the text still stands in the editor */ }
}

function restore() {
  const form = editor()
  if (!form || form.elements.client_id.value) return
  let kept = null
  try { kept = JSON.parse(localStorage.getItem(key(form.dataset.talk))) } catch { /* nothing kept */ }
  show(form, ...(kept ?? ['', '']))
}

document.addEventListener('input', (event) => {
  const form = event.target.closest('form.editor')
  if (!form || event.target !== form.elements.text) return
  document.getElementById('notice').replaceChildren() // it was about the text as it stood before
  if (!form.elements.text.value) clear()
  else keep(form)
})

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-edit]')
  if (button) takeIn(button.closest('[data-suggestion]'))
})

// A supervisor may let a blocked text pass, with a reason.
document.body.addEventListener('htmx:afterOnLoad', () => {
  const reason = editor()?.elements.reason
  if (reason && document.querySelector('#notice [data-severity=block]')) reason.hidden = false
})
document.body.addEventListener('htmx:afterSwap', restore)
document.body.addEventListener('htmx:afterSettle', restore)
restore()

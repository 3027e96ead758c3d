// Copying is the decision: the desk takes it down first, then the text goes to the clipboard.
import { clear, editor, newId } from './pad_editor.js'
import { settled } from './suggestions.js'

const bar = document.getElementById('copied')
const copied = document.getElementById('copied-text')
const leaving = new Map() // client id -> text
let busy = false // from a decision until the drafts have been refreshed

export function copyCard(card) {
  if (!card || 'blocked' in card.dataset || busy || !settled()) return
  const text = card.querySelector('.suggestion-text').textContent
  const values = { client_id: newId(), text, suggestion_id: card.dataset.suggestion }
  const talk = card.closest('[data-talk]').dataset.talk
  busy = true
  leaving.set(values.client_id, text)
  window.htmx.ajax('POST', `/pad/${talk}/copy`, { target: '#notice', swap: 'innerHTML', values })
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch { /* refused, or no https: the old way needs a selection */ }
  copied.focus()
  copied.select()
  return document.execCommand('copy')
}

async function show(text) {
  const [yes, no] = [bar.querySelector('[data-copied-yes]'), bar.querySelector('[data-copied-no]')]
  copied.value = text
  yes.hidden = no.hidden = true
  bar.hidden = false // a hidden text could not be selected
  const done = await write(text)
  yes.hidden = !done
  no.hidden = done
  if (done && document.activeElement === copied) copied.blur()
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]')
  if (button) copyCard(button.closest('[data-suggestion]'))
  else if (event.target.closest('.suggestion-text')) copyCard(event.target.closest('[data-suggestion]'))
  if (event.target.closest('[data-again]')) show(copied.value)
})

document.addEventListener('submit', (event) => {
  const form = editor()
  if (event.target !== form) return
  if (form.elements.text.value.trim()) leaving.set(form.elements.client_id.value, form.elements.text.value.trim())
  else event.stopImmediatePropagation()
  if (!form.elements.text.value.trim()) event.preventDefault()
}, true)

document.body.addEventListener('desk:acted', (event) => {
  const id = event.detail.sent
  if (!leaving.has(id)) return
  const text = leaving.get(id)
  leaving.clear()
  document.querySelector('.added')?.remove()
  if (editor()?.elements.client_id.value === id) clear()
  show(text)
})

document.body.addEventListener('htmx:afterSwap', (event) => {
  if (event.detail.target.id.startsWith('flow-')) busy = false
})
for (const fault of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
  document.body.addEventListener(fault, () => { busy = false })
}

function forget(event) {
  if (event.type === 'pad:pasted' || (event.detail.successful && event.target.matches('.undo'))) bar.hidden = true
}
document.body.addEventListener('pad:pasted', forget)
document.body.addEventListener('htmx:afterRequest', forget)

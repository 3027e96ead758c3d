// Notes for colleagues. N (Alt+N while typing) turns the editor yellow; what is typed is kept until it is stored.
import { editor } from './editor.js'
import { noting, restoreMode, setMode } from './mode.js'
import { newId } from './upload.js'

const key = (conversation) => `desk.note.${conversation}`

const form = () => document.querySelector('form.note-editor')

export function write() {
  if (!form()) return false
  setMode(true)
  form().elements.text.focus()
}

function leave() {
  setMode(false)
  editor().elements.text.focus()
}

function keep() {
  const { text, client_id: id } = form().elements
  try {
    if (text.value) localStorage.setItem(key(form().dataset.conversation), JSON.stringify({ text: text.value, id: id.value }))
    else localStorage.removeItem(key(form().dataset.conversation))
  } catch { /* storage is off: the words still stand in the box */ }
  mark()
}

function mark() {
  document.querySelector('[data-note]')?.classList.toggle('has-words', Boolean(form()?.elements.text.value))
}

function restore() {
  restoreMode()
  const fields = form()?.elements
  if (fields && !fields.client_id.value) {
    let kept = null
    try { kept = JSON.parse(localStorage.getItem(key(form().dataset.conversation))) } catch { /* nothing kept */ }
    fields.text.value = kept?.text ?? ''
    fields.client_id.value = kept?.id ?? newId()
  }
  mark()
}

document.addEventListener('input', (event) => {
  if (!event.target.closest('form.note-editor')) return
  if (!event.target.value) form().elements.client_id.value = newId()
  document.getElementById('notice').replaceChildren()
  keep()
})

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-note]')) write()
  if (event.target.closest('[data-to-reply]')) leave()
})

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229) return
  const typing = event.target.closest?.('form.editor, form.note-editor')
  if (event.altKey && event.code === 'KeyN' && typing) {
    event.preventDefault()
    if (noting()) leave()
    else write()
  }
  if (!event.target.matches('form.note-editor textarea')) return
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    form().requestSubmit()
  }
  if (event.key === 'Escape') leave()
})

document.addEventListener('submit', (event) => {
  if (!event.target.matches('form.note-editor') || form().elements.text.value.trim()) return
  event.preventDefault()
  event.stopImmediatePropagation()
}, true)

// Stored: back to the buyer, so that the next words are not a note by oversight.
document.body.addEventListener('desk:noted', (event) => {
  if (event.detail.note !== form()?.elements.client_id.value) return
  form().elements.text.value = ''
  form().elements.client_id.value = newId()
  keep()
  leave()
})

document.body.addEventListener('htmx:afterSwap', restore)
document.body.addEventListener('htmx:afterSettle', restore)
restore()

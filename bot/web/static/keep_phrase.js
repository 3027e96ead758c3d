// Keeps what stands in the editor as a phrase of one's own.
import { editor } from './editor.js'
import { searching } from './phrases.js'

function form() {
  return document.getElementById('keep-phrase')
}

export function keep() {
  if (!form() || !editor() || searching()) return
  form().elements.text.value = editor().elements.text.value
  form().hidden = false
  const { text, shortcut } = form().elements
  if (text.value) shortcut.focus()
  else text.focus()
}

function leave() {
  form().reset()
  form().hidden = true
  editor()?.elements.text.focus()
}

document.body.addEventListener('desk:phrase-kept', leave)
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-keep-phrase]')) keep()
  if (event.target.closest('#keep-phrase [data-leave]')) leave()
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.isComposing && event.target.closest('#keep-phrase')) leave()
})

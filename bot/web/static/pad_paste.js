// What is pasted anywhere on the page goes in at once. The text leaves the box only when the desk has it.

const form = document.getElementById('paste')
const notice = document.getElementById('notice')
const { text, buyer, talk } = form.elements

export function toPaste() {
  text.focus()
}

export function anew() {
  window.location.assign('/pad')
}

document.addEventListener('paste', (event) => {
  const isTyping = event.target.matches?.('input, textarea:not([readonly])')
  const words = event.clipboardData.getData('text/plain')
  if (isTyping && (event.target !== text || text.value)) return
  if (!words.trim() || document.querySelector('dialog[open]')) return
  event.preventDefault()
  text.value = text.value ? `${text.value}\n${words}` : words
  form.requestSubmit()
})

text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  form.requestSubmit()
})

form.addEventListener('submit', (event) => {
  if (text.value.trim() || (buyer.value.trim() && !talk.disabled)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  text.focus()
}, true)

document.body.addEventListener('pad:pasted', () => {
  text.value = buyer.value = ''
  notice.replaceChildren()
  document.activeElement.blur() // the digits are for the drafts now
})

document.body.addEventListener('htmx:afterSwap', (event) => {
  if (event.detail.target.id !== 'talk') return
  talk.value = document.querySelector('[data-talk]').dataset.talk
  talk.disabled = false
})

document.querySelector('[data-new]').addEventListener('click', anew)

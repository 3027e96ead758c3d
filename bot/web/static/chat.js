// The buyer's side: Enter sends, the thread follows, and what is typed stays until it has arrived.

const form = document.getElementById('say')
const { text, client_id: clientId } = form.elements
const bubbles = document.getElementById('bubbles')
const kept = `chat.typed.${form.dataset.visitor}`
const NEAR = 80
let followed = true

function newId() {
  clientId.value = [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, '0')).join('')
}

function keep() {
  try {
    if (text.value) localStorage.setItem(kept, JSON.stringify({ text: text.value, id: clientId.value }))
    else localStorage.removeItem(kept)
  } catch { /* storage is off: the text still stands in the box */ }
}

function follow() {
  if (followed) bubbles.scrollTop = bubbles.scrollHeight
}

text.addEventListener('input', () => {
  if (!text.value) newId()
  keep()
})

text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
  event.preventDefault()
  form.requestSubmit()
})

form.addEventListener('submit', (event) => {
  if (text.value.trim()) return
  event.preventDefault()
  event.stopImmediatePropagation()
}, true)

document.body.addEventListener('chat:sent', () => {
  text.value = ''
  newId()
  keep()
  followed = true
  text.focus()
})

bubbles.addEventListener('scroll', () => {
  followed = bubbles.scrollHeight - bubbles.scrollTop - bubbles.clientHeight < NEAR
})
document.body.addEventListener('htmx:afterSwap', follow)
new ResizeObserver(follow).observe(bubbles)

newId()
try {
  const before = JSON.parse(localStorage.getItem(kept))
  if (before) [text.value, clientId.value] = [before.text, before.id]
} catch { /* nothing kept */ }
follow()

// Two agents in one talk: each sees the other, and nobody answers twice without being asked.

const BEAT_MILLISECONDS = 10_000
const TYPING_MILLISECONDS = 6_000

let begun = null // the talk whose editor holds a text, and what its thread showed when that was begun
let typedAt = 0

const form = () => document.querySelector('form.editor')
const newest = () => Number(document.querySelector('[data-newest]')?.dataset.newest ?? 0)
const isTyping = () => Boolean(form()?.elements.text.value) && Date.now() - typedAt < TYPING_MILLISECONDS

function begin() {
  const { conversation } = form().dataset
  if (begun?.conversation !== conversation) begun = { conversation, seen: newest() }
}

function beat() {
  const here = document.querySelector('[data-here]')
  if (here) window.htmx.trigger(here, 'here:beat')
}

document.addEventListener('input', (event) => {
  if (!event.target.closest('form.editor')) return
  const wasTyping = isTyping() && typedAt
  typedAt = Date.now()
  if (!form().elements.text.value) begun = null
  else begin()
  if (!wasTyping) beat()
})

document.addEventListener('focusin', (event) => {
  if (event.target.matches('form.editor textarea') && event.target.value) begin()
})

// "Send anyway" was clicked by somebody who has read what the other one wrote.
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-seen]')
  if (button) begun = { conversation: form().dataset.conversation, seen: Number(button.dataset.seen) }
  if (event.target.closest('[data-open=transfer]')) document.getElementById('transfer').showModal()
})

document.body.addEventListener('htmx:configRequest', (event) => {
  const { elt, parameters } = event.detail
  if (elt.matches('form.editor')) {
    const { conversation } = elt.dataset
    parameters.seen = begun?.conversation === conversation ? begun.seen : newest()
  }
  if (elt.matches('[data-here]')) {
    if (document.hidden) event.preventDefault() // nobody looks
    else parameters.typing = isTyping()
  }
})

// A heartbeat that fails says nothing: the page has other ways to tell.
document.body.addEventListener('htmx:beforeSwap', (event) => {
  if (event.detail.requestConfig.elt.matches('[data-here]') && event.detail.isError) event.detail.shouldSwap = false
})

document.body.addEventListener('desk:acted', (event) => {
  if (event.detail.sent) {
    begun = null
    typedAt = 0
    beat()
  }
  document.getElementById('transfer')?.close()
  document.querySelector('.owner-menu')?.removeAttribute('open')
})

document.addEventListener('visibilitychange', beat)
setInterval(beat, BEAT_MILLISECONDS)

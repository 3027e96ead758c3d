// Keeps an open desk steady while its parts refresh: scroll position, open details, title, connection.

const down = { stream: false, request: false }

function connection(part, isDown) {
  down[part] = isDown
  document.getElementById('offline').hidden = !down.stream && !down.request
}

document.body.addEventListener('htmx:sseError', () => connection('stream', true))
document.body.addEventListener('htmx:sseOpen', () => connection('stream', false))
document.body.addEventListener('htmx:sendError', () => connection('request', true))
document.body.addEventListener('htmx:timeout', () => connection('request', true))
document.body.addEventListener('htmx:afterOnLoad', () => connection('request', false))

// What an agent has opened or closed stays so.
window.Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) =>
  !(name === 'open' && node.tagName === 'DETAILS') && name !== 'data-noting'

// The thread stays at its end, unless the agent is reading further up.
const NEAR = 80
let followed = true

function thread() {
  return document.querySelector('[data-thread]')
}

function follow() {
  const list = thread()
  if (list) list.scrollTop = list.scrollHeight
}

document.addEventListener('scroll', (event) => {
  if (event.target !== thread()) return
  const { scrollHeight, scrollTop, clientHeight } = event.target
  followed = scrollHeight - scrollTop - clientHeight < NEAR
}, true)

// A talk opens at its end, or where the unanswered begins when that would be out of sight.
function land() {
  follow()
  const list = thread()
  const first = document.getElementById('unanswered') ?? list?.querySelector('[data-unanswered]')
  if (!first || first.getBoundingClientRect().top >= list.getBoundingClientRect().top) return
  followed = false
  first.scrollIntoView({ block: 'start' })
}

const sized = new ResizeObserver(() => { if (followed) follow() })
let opened = null

function afterSwap() {
  const list = thread()
  if (list?.id !== opened) {
    opened = list?.id
    followed = true
    sized.disconnect()
    if (list) sized.observe(list)
    land()
  }
  if (followed) follow()
  title()
}

function title() {
  const waiting = document.querySelector('[data-waiting]')?.dataset.waiting
  const plain = document.title.replace(/^\(\d+\) /, '')
  document.title = waiting > 0 ? `(${waiting}) ${plain}` : plain
}

document.body.addEventListener('htmx:afterSettle', afterSwap)
document.body.addEventListener('htmx:afterSwap', afterSwap)
afterSwap()

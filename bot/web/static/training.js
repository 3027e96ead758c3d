// The training inbox by keys: a figure chooses, S skips, U takes back; any other letter begins the search for an intent.
const inbox = document.getElementById('inbox')
const filter = () => document.getElementById('training-filter')
const options = () => [...(document.getElementById('training-options')?.children ?? [])]
const visible = () => options().filter((option) => !option.hidden)
let busy = false

function press(name) {
  const button = inbox.querySelector(`[data-choice="${name}"]`)
  if (!button || busy) return
  button.classList.add('chosen')
  button.click()
}

function narrow() {
  const words = filter().value.trim().toLowerCase()
  for (const option of options()) option.hidden = !words || !option.dataset.words.toLowerCase().includes(words)
  const found = visible()
  document.getElementById('training-options').hidden = found.length === 0
  inbox.querySelector('.none-found').hidden = !words || found.length > 0
  filter().setAttribute('aria-expanded', String(found.length > 0))
  choose(found[0])
}

function choose(option) {
  for (const other of options()) other.setAttribute('aria-selected', String(other === option))
  if (option) filter().setAttribute('aria-activedescendant', option.id)
  else filter().removeAttribute('aria-activedescendant')
  option?.scrollIntoView({ block: 'nearest' })
}

function step(by) {
  const found = visible()
  const at = found.findIndex((option) => option.getAttribute('aria-selected') === 'true')
  choose(found[Math.min(Math.max(at + by, 0), found.length - 1)])
}

function label(intent) {
  const form = inbox.querySelector('[data-question]')
  if (!form || busy) return
  const also = [...form.querySelectorAll('[name=also]:checked')].map((box) => box.value)
  window.htmx.ajax('POST', form.getAttribute('hx-post'), { source: form, target: '#inbox', values: { intent, also } })
}

function whileTyping(event) {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    step(event.key === 'ArrowDown' ? 1 : -1)
  } else if (event.key === 'Enter') {
    event.preventDefault() // Enter in a form would press its first button
    const option = visible().find((one) => one.getAttribute('aria-selected') === 'true')
    if (option) label(option.dataset.intent)
  } else if (event.key === 'Escape') {
    filter().value = ''
    narrow()
    filter().blur()
  }
}

function onPage(event) {
  const name = event.key.toLowerCase()
  if (/^[0-5s]$/.test(name)) press(name)
  else if (name === 'u') inbox.querySelector('[data-undo]')?.click()
  else if (name === '/') filter()?.focus()
  else if (/^[a-z]$/.test(name)) {
    filter()?.focus() // the letter itself is typed there
    return
  } else return
  event.preventDefault()
}

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
  if (event.target === filter()) whileTyping(event)
  else if (!event.target.matches('input:not([type=checkbox]), textarea, select')) onPage(event)
})
document.addEventListener('input', (event) => { if (event.target === filter()) narrow() })
document.addEventListener('click', (event) => {
  const option = event.target.closest('#training-options [data-intent]')
  if (option) label(option.dataset.intent)
})
document.body.addEventListener('htmx:beforeRequest', (event) => { if (event.detail.target === inbox) busy = true })
document.body.addEventListener('htmx:afterRequest', (event) => {
  if (event.detail.requestConfig.verb === 'get' || !event.detail.requestConfig.path.startsWith('/training/')) return
  busy = false
  // somebody else was faster, or the sentence is gone: the next one, and the notice about it stays
  if ([404, 409].includes(event.detail.xhr.status)) window.htmx.ajax('GET', '/training/next', { target: '#inbox', swap: 'innerHTML' })
  else if (event.detail.failed) inbox.querySelector('.chosen')?.classList.remove('chosen')
})
document.body.addEventListener('htmx:afterSwap', (event) => { // at once: later it could take the focus from who types
  busy = false
  if (event.detail.target === inbox) inbox.querySelector('[data-test=asked]')?.focus({ preventScroll: true })
})

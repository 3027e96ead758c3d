// Which suggestion is picked. The first one that may be sent is picked by itself; a refresh keeps the choice.

const SETTLE_MILLISECONDS = 500 // so soon after a change, Enter would send what nobody has read

let picked = null
let changed = 0
let shown = ''

export function all() {
  return [...document.querySelectorAll('[data-suggestion]')]
}

export function current() {
  return all().find((card) => card.dataset.suggestion === picked) ?? null
}

export function pick(card) {
  picked = card?.dataset.suggestion ?? null
  mark()
}

export function pickNumber(number) {
  const card = all()[number - 1]
  if (card) pick(card)
  card?.scrollIntoView({ block: 'nearest' })
  return Boolean(card)
}

export function settled() {
  return Date.now() - changed >= SETTLE_MILLISECONDS
}

export function sendPicked() {
  const card = current()
  if (!card || !settled()) return
  card.querySelector('[data-accept]')?.click() // a disabled button does nothing
}

function mark() {
  for (const card of all()) {
    const isPicked = card.dataset.suggestion === picked
    card.classList.toggle('picked', isPicked)
    card.toggleAttribute('data-picked', isPicked)
    card.toggleAttribute('data-ready', isPicked && settled()) // from now on Enter sends it
    if (isPicked) card.setAttribute('aria-current', 'true')
    else card.removeAttribute('aria-current')
  }
}

function refresh() {
  const ids = all().map((card) => card.dataset.suggestion).join()
  if (ids !== shown) {
    shown = ids
    changed = Date.now()
    setTimeout(mark, SETTLE_MILLISECONDS + 10) // a timer may run a moment early
  }
  if (!current()) picked = (all().find((card) => !('blocked' in card.dataset)) ?? all()[0])?.dataset.suggestion ?? null
  mark()
}

document.addEventListener('click', (event) => {
  const card = event.target.closest('[data-suggestion]')
  if (card) pick(card)
})
document.body.addEventListener('htmx:afterSwap', refresh)
document.body.addEventListener('htmx:afterSettle', refresh)
refresh()

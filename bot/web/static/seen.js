// Tells the desk how far the open talk was looked at: by somebody who is there, not by a page left open.
import { csrf } from './upload.js'

const PRESENT_MILLISECONDS = 20000
let hand = Date.now() // when a hand was last on mouse or keyboard
let told = ''

async function tell() {
  const list = document.querySelector('[data-thread]')
  const id = document.querySelector('section.talk[data-conversation]')?.dataset.conversation
  if (!list || !id || document.hidden || Date.now() - hand > PRESENT_MILLISECONDS) return
  const { newest, seen } = list.dataset
  const place = `${id}:${newest}`
  if (Number(newest) <= Number(seen) || told === place) return
  told = place
  try {
    await fetch(`/desk/${id}/seen`, { method: 'POST', body: new URLSearchParams({ to: newest }), headers: { 'HX-Request': 'true', ...csrf() } })
  } catch {
    told = '' // the next look tells it
  }
}

function moved() {
  const wasAway = Date.now() - hand > PRESENT_MILLISECONDS
  hand = Date.now()
  if (wasAway) tell()
}

for (const name of ['pointermove', 'pointerdown', 'keydown', 'wheel']) document.addEventListener(name, moved, { passive: true })
document.addEventListener('visibilitychange', tell)
document.body.addEventListener('htmx:afterSettle', tell)
tell()

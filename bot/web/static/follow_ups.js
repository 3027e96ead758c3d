// The list of follow-ups by keys; htmx does the fetching. What was typed stays through a refresh.
import { byKeys, here, move } from './rows.js'

const ROW = '[data-follow]'

window.Idiomorph.defaults.ignoreActiveValue = true

const press = (key) => here(ROW)?.querySelector(`[data-key="${key}"]`)?.click()

byKeys(ROW, {
  j: () => move(ROW, 1),
  k: () => move(ROW, -1),
  a: () => press('a'),
  c: () => press('c'),
  d: () => press('d'),
  e: () => here(ROW)?.querySelector('textarea')?.focus(),
})

const SAID_FOR = 2000 // milliseconds

async function copy(button) {
  const text = button.form.elements.text
  try {
    await navigator.clipboard.writeText(text.value)
  } catch { // refused, or no https: the old way needs a selection, and leaves it when it fails, too
    text.select()
    if (!document.execCommand('copy')) return
  }
  const [offer, done] = button.children
  const show = (isDone) => { [offer.hidden, done.hidden] = [isDone, !isDone] }
  show(true)
  setTimeout(() => show(false), SAID_FOR)
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy-follow]')
  if (button) copy(button)
})

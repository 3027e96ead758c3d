// The keyboard. Digits and letters never fire while text is typed, nor while an input method composes.
import { current, pickNumber, sendPicked } from './suggestions.js'
import { OUTSIDE_CLOSED, isForDialog, isPressable } from './dialogs.js'
import { editor, takeIn } from './editor.js'
import { noting, toReply } from './mode.js'
import { write as writeNote } from './notes.js'
import { open as openPicker } from './picker.js'
import { start as searchPhrases } from './phrases.js'
import { keep as keepPhrase } from './keep_phrase.js'
import { ask as askWhy } from './why.js'

const help = document.getElementById('help')

const isTyping = (element) => element.matches(`:is(input, textarea, select, [contenteditable])${OUTSIDE_CLOSED}`)
const scrolls = (element, name) => name.startsWith('Arrow') && element.matches('[data-thread]')
const isControl = (element) => isPressable(element) || isTyping(element)

function move(by) {
  const rows = [...document.querySelectorAll('#rows a.row')]
  const at = rows.findIndex((row) => row.getAttribute('aria-current') === 'page')
  const row = rows[at < 0 ? 0 : at + by]
  row?.click()
  row?.scrollIntoView({ block: 'nearest' })
}

// The next Enter sends what was picked, whichever button was used before.
function choose(number) {
  const found = pickNumber(number)
  if (found) document.activeElement?.blur()
  return found
}

// Each returns false when the key was not for us.
const actions = {
  1: () => choose(1),
  2: () => choose(2),
  3: () => choose(3),
  j: () => move(1),
  k: () => move(-1),
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  i: () => { toReply(); editor()?.elements.text.focus() },
  n: () => writeNote(),
  x: () => openPicker(),
  '/': () => searchPhrases(),
  w: () => askWhy(),
  u: () => document.querySelector('.undo button')?.click(),
  '?': () => help.showModal(),
  Enter: () => (noting() ? false : sendPicked()), // who writes a note sends nothing by Enter
  Tab: () => takeIn(),
}
const MOVING = ['Enter', 'Tab', 'ArrowDown', 'ArrowUp'] // on a link or button these keep their usual meaning

function onPage(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || (event.key === 'Tab' && event.shiftKey)) return
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const tabbing = name === 'Tab' && event.target.matches('[tabindex]') // on the way through the page
  const usual = tabbing || MOVING.includes(name) && isControl(event.target) && !event.target.matches('#rows a[aria-current=page]')
  if (!(name in actions) || usual || scrolls(event.target, name) || (name === 'Tab' && !current())) return
  if (event.repeat && name !== 'j' && name !== 'k') return
  if (actions[name]() !== false) event.preventDefault()
}

function inEditor(event) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    editor().requestSubmit()
  }
  if (event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    event.preventDefault()
    keepPhrase()
  }
  if (event.key === 'Escape') event.target.blur()
}

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229 || isForDialog()) return
  if (event.target.matches('form.editor textarea')) inEditor(event)
  else if (!isTyping(event.target)) onPage(event)
})

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-open=help]')) help.showModal()
  event.target.closest('[data-close]')?.closest('dialog').close()
})

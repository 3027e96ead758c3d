// The pad's keyboard. Digits and letters never fire while text is typed, nor while an input method composes.
import { all, current, pick, pickNumber } from './suggestions.js'
import { OUTSIDE_CLOSED, isForDialog, isPressable } from './dialogs.js'
import { copyCard } from './pad_copy.js'
import { editor, takeIn } from './pad_editor.js'
import { anew, toPaste } from './pad_paste.js'
import { open as openPicker } from './picker.js'
import { ask as askWhy } from './why.js'

const help = document.getElementById('help')
const isTyping = (element) => element.matches(`:is(input, textarea:not([readonly]))${OUTSIDE_CLOSED}`)

function copyNumber(number) {
  if (!pickNumber(number)) return false
  copyCard(current())
}

function step(by) {
  const cards = all()
  const card = cards[Math.min(Math.max(cards.indexOf(current()) + by, 0), cards.length - 1)]
  if (!card) return false
  pick(card)
  card.scrollIntoView({ block: 'nearest' })
}

// Each returns false when the key was not for us.
const actions = {
  1: () => copyNumber(1),
  2: () => copyNumber(2),
  3: () => copyNumber(3),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Enter: () => current() ? copyCard(current()) : false,
  Tab: () => takeIn(),
  i: () => editor()?.elements.text.focus() ?? Boolean(editor()),
  p: () => toPaste(),
  n: () => anew(),
  x: () => openPicker(),
  w: () => askWhy(),
  u: () => document.querySelector('.undo button')?.click(),
  '?': () => help.showModal(),
}
const MOVING = ['Enter', 'Tab', 'ArrowDown', 'ArrowUp'] // on a link or button these keep their usual meaning

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229 || isForDialog()) return
  const modified = event.ctrlKey || event.metaKey
  if (isTyping(event.target)) {
    if (event.key === 'Escape') event.target.blur()
    if (event.key === 'Enter' && modified && event.target.closest('form.editor')) {
      event.preventDefault()
      editor().requestSubmit()
    }
    return
  }
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const usual = MOVING.includes(name) && isPressable(event.target)
  if (modified || event.altKey || event.shiftKey && name === 'Tab' || usual || event.repeat || !(name in actions)) return
  if (actions[name]() !== false) event.preventDefault()
})

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-open=help]')) help.showModal()
  event.target.closest('[data-close]')?.closest('dialog').close()
})

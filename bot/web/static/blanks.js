// What a phrase leaves open: asked for in a small form, Tab from one to the next, before anything goes into the editor.

const BRACES = /[{}]/g // a brace must never reach a buyer
let asked = null // { pieces, done, left }

function form() {
  return document.getElementById('blanks')
}

export function ask(pieces, done, left) {
  const names = [...new Set(pieces.map((piece) => piece.blank).filter(Boolean))]
  if (!names.length) return done(pieces.map((piece) => piece.text).join(''))
  asked = { pieces, done, left }
  form().querySelector('[data-fields]').replaceChildren(...names.map(field))
  form().hidden = false
  show()
  form().querySelector('input').focus()
}

function field(name) {
  const label = form().querySelector('template').content.firstElementChild.cloneNode(true)
  label.querySelector('span').textContent = name
  label.querySelector('input').dataset.name = name
  return label
}

function value(name) {
  const input = [...form().querySelectorAll('input')].find((one) => one.dataset.name === name)
  return input.value.replace(BRACES, '').trim()
}

function show() {
  const shown = asked.pieces.map(({ text, blank }) => {
    if (!blank) return document.createTextNode(text)
    const mark = document.createElement('mark')
    mark.className = 'blank'
    mark.textContent = value(blank) || blank
    return mark
  })
  form().querySelector('[data-test=blanks-shown]').replaceChildren(...shown)
}

function leave() {
  form().hidden = true
  const { left } = asked
  asked = null
  left()
}

document.addEventListener('input', (event) => {
  if (asked && event.target.closest('#blanks')) show()
})

document.addEventListener('submit', (event) => {
  if (event.target.id !== 'blanks') return
  event.preventDefault()
  if (!asked) return
  const missing = [...form().querySelectorAll('input')].find((input) => !value(input.dataset.name))
  if (missing) return missing.focus()
  const text = asked.pieces.map((piece) => piece.blank ? value(piece.blank) : piece.text).join('')
  const { done } = asked
  leave()
  done(text)
})

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.isComposing && asked && event.target.closest('#blanks')) leave()
})
document.addEventListener('click', (event) => {
  if (asked && event.target.closest('#blanks [data-leave]')) leave()
})

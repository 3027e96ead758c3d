// Editing a script: another wording, facts put in by a button, nothing lost by leaving the page.

let last = null // the wording that was typed in last
let changed = false

document.addEventListener('focusin', (event) => {
  if (event.target.matches('.texts textarea')) last = event.target
})

document.addEventListener('click', (event) => {
  const add = event.target.closest('[data-add]')
  if (add) another(add)
  const slot = event.target.closest('[data-insert]')
  if (slot) insert(slot)
})

function another(button) {
  const cell = button.closest('.texts')
  const first = cell.querySelector('textarea')
  const fresh = first.cloneNode()
  fresh.value = ''
  fresh.rows = 1
  cell.querySelector('.under-texts').before(fresh)
  fresh.focus()
}

function insert(button) {
  const cell = button.closest('.texts')
  const area = last && cell.contains(last) ? last : cell.querySelector('textarea')
  area.setRangeText(button.dataset.insert, area.selectionStart, area.selectionEnd, 'end')
  area.focus()
  changed = true
}

document.addEventListener('input', (event) => {
  if (event.target.closest('[data-guarded]')) changed = true
})

// A saved page opens anew; leaving it so is meant.
document.body.addEventListener('htmx:afterRequest', (event) => {
  if (event.detail.xhr.getResponseHeader('HX-Redirect')) changed = false
})
document.body.addEventListener('htmx:beforeOnLoad', (event) => {
  if (event.detail.xhr.getResponseHeader('HX-Redirect')) changed = false
})
window.addEventListener('beforeunload', (event) => {
  if (changed) event.preventDefault()
})

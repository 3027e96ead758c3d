// Tables of cells: a row more, a row less; and leaving with something typed asks first.

document.addEventListener('click', (event) => {
  const add = event.target.closest('[data-add-row]')
  if (add) anotherRow(add.closest('form'))
  const drop = event.target.closest('[data-drop-row]')
  if (drop) dropRow(drop)
})

function anotherRow(form) {
  const fresh = form.querySelector('template').content.firstElementChild.cloneNode(true)
  form.querySelector('[data-rows]').append(fresh)
  form.querySelector('[data-empty]')?.remove()
  fresh.querySelector('input, select, textarea').focus()
}

function dropRow(button) {
  const form = button.closest('form')
  button.closest('[data-row]').remove()
  form.querySelector('[data-add-row]').focus()
  form.dataset.typed = ''
}

document.addEventListener('input', (event) => {
  event.target.closest('form[data-kept]')?.setAttribute('data-typed', '')
})
document.body.addEventListener('htmx:beforeOnLoad', (event) => {
  if (event.detail.xhr.getResponseHeader('HX-Redirect')) event.target.removeAttribute('data-typed')
})
window.addEventListener('beforeunload', (event) => {
  if (document.querySelector('form[data-typed]')) event.preventDefault()
})

// The page of phrases: a saved form is emptied, and what was being edited goes back into the list.

const refresh = () => document.body.dispatchEvent(new Event('phrases:changed'))

document.body.addEventListener('htmx:afterRequest', (event) => {
  if (event.detail.successful && event.target.matches('form[data-fresh]')) event.target.reset()
})

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-refresh-list]')) refresh()
})

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && event.target.closest('.phrase-row.editing')) refresh()
})

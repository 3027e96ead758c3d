// A form is on the page a moment before htmx listens to it. Submitted in that moment it would leave as a page of its
// own, and what was asked would be lost: it goes to htmx instead.
document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event
  if (event.defaultPrevented || !form.matches('[hx-post]')) return
  event.preventDefault()
  window.htmx.process(form)
  setTimeout(() => form.requestSubmit(submitter)) // a form cannot be submitted from within its own submission
})

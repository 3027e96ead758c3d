// The panel's forms: the dialog opens when one has come, and closes once what it asked for is done.
const dialog = document.getElementById('order-dialog')
const body = document.getElementById('order-dialog-body')

document.body.addEventListener('htmx:afterSwap', (event) => {
  if (event.detail.target !== body) return
  if (!dialog.open) dialog.showModal()
  body.querySelector('[autofocus], input:not([type=hidden]), textarea, select, button.primary')?.focus()
})

document.body.addEventListener('desk:acted', () => { if (dialog.open) dialog.close() })

// What was typed is forgotten only when the form is closed: the next one begins empty.
dialog.addEventListener('close', () => body.replaceChildren())

// "Why this": opens when its content has come, and leads to the record on the page.
import { current } from './suggestions.js'

const MARKED_MILLISECONDS = 2500
const dialog = document.getElementById('why')

export function ask() {
  current()?.querySelector('[data-why]')?.click()
}

// The record's place on the page, unless it is not there, or not on a screen as narrow as this.
function placeOf(button) {
  const row = document.getElementById(button.dataset.row)
  const shown = row?.closest('details') ?? row // a folded order hides its parcels, but can be opened
  return shown?.getClientRects().length ? row : null
}

function lead(row) {
  dialog.close()
  const folded = row.closest('details')
  if (folded) folded.open = true
  row.scrollIntoView({ block: 'nearest' })
  row.classList.add('looked-up')
  setTimeout(() => row.classList.remove('looked-up'), MARKED_MILLISECONDS)
}

document.body.addEventListener('htmx:afterSwap', (event) => {
  if (event.detail.target.id !== 'why-body') return
  for (const button of dialog.querySelectorAll('[data-row]')) button.disabled = !placeOf(button)
  if (!dialog.open) dialog.showModal()
  dialog.scrollTop = 0
})

dialog.addEventListener('click', (event) => {
  const button = event.target.closest('[data-row]')
  const row = button && placeOf(button)
  if (row) lead(row)
})

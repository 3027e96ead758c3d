// A list walked by keys. `row` selects its rows; `keys` names what each key does, with letters in lower case.

export const here = (row) => document.activeElement?.closest(row)

export function move(row, by) {
  const all = [...document.querySelectorAll(row)]
  const at = all.indexOf(here(row))
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

// While something is typed only Escape is for the list, and what `typed` makes of the rest.
export function byKeys(row, keys, typed = () => {}) {
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.matches('input, textarea, select')) {
      if (event.key === 'Escape') event.target.closest(row)?.focus()
      typed(event)
      return
    }
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (act) {
      event.preventDefault()
      act()
    }
  })
}

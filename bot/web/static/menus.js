// A small menu that folds out (a details with .owner-menu) closes by Esc, by a click elsewhere, and once something was
// chosen. The focus stays on it: what opens next can give it back.

const opened = () => document.querySelector('.owner-menu[open]')

function close(menu) {
  menu.open = false
  menu.querySelector('summary').focus()
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.target.closest('dialog') || !opened()?.contains(event.target)) return
  close(opened())
})

document.addEventListener('click', (event) => {
  const menu = opened()
  if (!menu || event.target.closest('summary')) return
  if (!menu.contains(event.target)) menu.open = false
  else if (event.target.closest('button')) close(menu)
}, true)

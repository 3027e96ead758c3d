// Where the buyer's column has no room of its own, a button lays it over the talk.

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-toggle-side]')
  const desk = document.getElementById('desk')
  if (button) button.setAttribute('aria-expanded', String(desk.classList.toggle('side-open')))
  else if (desk.classList.contains('side-open') && !event.target.closest('.side')) {
    desk.classList.remove('side-open')
    desk.querySelector('[data-toggle-side]')?.setAttribute('aria-expanded', 'false')
  }
})

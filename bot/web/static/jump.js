// Where the unanswered begins, when it is out of sight; and the way back to the end.

const list = () => document.querySelector('[data-thread]')
const NEAR = 80

function begin() {
  return document.getElementById('unanswered') ?? list()?.querySelector('[data-unanswered]')
}

function mark() {
  const frame = list()?.getBoundingClientRect()
  const start = begin()?.getBoundingClientRect()
  const jump = document.querySelector('[data-jump]')
  if (!frame || !jump) return
  jump.hidden = !start || (start.top >= frame.top - 2 && start.bottom <= frame.bottom)
  const away = list().scrollHeight - list().scrollTop - list().clientHeight
  document.querySelector('[data-to-newest]').hidden = away < NEAR
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-jump]')) begin().scrollIntoView({ block: 'start' })
  if (event.target.closest('[data-to-newest]')) list().scrollTop = list().scrollHeight
})
document.addEventListener('scroll', (event) => { if (event.target === list()) mark() }, true)
document.body.addEventListener('htmx:afterSwap', mark)
document.body.addEventListener('htmx:afterSettle', mark)
window.addEventListener('resize', mark)
mark()

// A thumbnail opens large, over the page; the arrow keys go on to the thread's other pictures.

const viewer = document.getElementById('viewer')
const large = viewer.querySelector('[data-large]')
let at = null

function shots() {
  return [...document.querySelectorAll('[data-shot]')]
}

function show(shot) {
  at = shot.getAttribute('href')
  large.src = at
  large.alt = shot.querySelector('img').alt
  viewer.querySelector('[data-whole]').href = at
  const all = shots()
  const place = all.indexOf(shot)
  viewer.querySelector('[data-step="-1"]').disabled = place <= 0
  viewer.querySelector('[data-step="1"]').disabled = place >= all.length - 1
}

function step(by) {
  const all = shots()
  const next = all[all.findIndex((shot) => shot.getAttribute('href') === at) + by]
  if (next) show(next)
}

document.addEventListener('click', (event) => {
  const shot = event.target.closest('[data-shot]')
  if (!shot || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  show(shot)
  viewer.showModal()
})

viewer.addEventListener('click', (event) => {
  const button = event.target.closest('[data-step]')
  if (button) step(Number(button.dataset.step))
  else if (!event.target.closest('a')) viewer.close()
})

// On the document: at either end the button that had the focus is disabled, and the dialog hears no key any more.
document.addEventListener('keydown', (event) => {
  if (!viewer.open) return
  if (event.key === 'ArrowLeft') step(-1)
  if (event.key === 'ArrowRight') step(1)
})

viewer.addEventListener('close', () => large.removeAttribute('src'))

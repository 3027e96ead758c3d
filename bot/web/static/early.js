// What has just come is on the page a moment before htmx listens to it. Pressed in that moment, a form would leave as a
// page of its own and a button would do nothing: htmx gets to know them first.
const PRESSED = 'form[hx-post], form[hx-get], button[hx-post], button[hx-get]'
const known = new WeakSet()

document.addEventListener('htmx:afterProcessNode', (event) => known.add(event.target))
for (const kind of ['click', 'submit']) {
  document.addEventListener(kind, (event) => {
    const pressed = event.target.closest(PRESSED)
    if (pressed && !known.has(pressed)) window.htmx.process(pressed)
  }, true)
}

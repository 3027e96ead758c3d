// Waiting times count on by the second, by the server's clock. Also hides what may no longer be taken back.

const live = document.getElementById('live')
const offset = new Date(live.dataset.now) - Date.now()
const levels = live.dataset.levels.split(',').map(Number)

function text(seconds) {
  const two = (n) => String(n).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

function tick() {
  const now = Date.now() + offset
  for (const element of document.querySelectorAll('[data-since]')) {
    const seconds = Math.max(0, Math.floor((now - new Date(element.dataset.since)) / 1000))
    element.textContent = text(seconds)
    element.className = `wait level-${levels.filter((level) => seconds >= level).length}`
  }
  for (const element of document.querySelectorAll('[data-until]')) {
    if (now >= new Date(element.dataset.until)) element.remove()
  }
}

setInterval(tick, 250)
tick()

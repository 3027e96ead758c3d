// Tells an agent who looks elsewhere that a buyer has written: a sound, a desktop notice, both as this browser was told.

const KEY = 'desk.alerts'
const QUIET_MILLISECONDS = 3000 // a burst is one sound
const dialog = document.getElementById('alerts')
const boxes = [...dialog.querySelectorAll('input[type=checkbox]')]
let wanted = { sound: false, desktop: false }
let lastSound = 0

try { wanted = { ...wanted, ...JSON.parse(localStorage.getItem(KEY)) } } catch { /* nothing kept */ }
for (const box of boxes) box.checked = Boolean(wanted[box.name])

function keep() {
  wanted = Object.fromEntries(boxes.map((box) => [box.name, box.checked]))
  try { localStorage.setItem(KEY, JSON.stringify(wanted)) } catch { /* for this page only */ }
}

async function choose(box) {
  if (box.name === 'desktop' && box.checked) {
    const allowed = 'Notification' in window && await Notification.requestPermission() === 'granted'
    dialog.querySelector('[data-refused]').hidden = allowed
    box.checked = allowed
  }
  if (box.name === 'sound' && box.checked) ring()
  keep()
}

function ring() {
  const now = Date.now()
  if (now - lastSound < QUIET_MILLISECONDS) return
  lastSound = now
  const audio = new AudioContext()
  const [tone, volume] = [audio.createOscillator(), audio.createGain()]
  tone.connect(volume).connect(audio.destination)
  tone.frequency.setValueAtTime(880, audio.currentTime)
  tone.frequency.setValueAtTime(1175, audio.currentTime + 0.12)
  volume.gain.setValueAtTime(0.12, audio.currentTime)
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.35)
  tone.start()
  tone.stop(audio.currentTime + 0.35)
  tone.onended = () => audio.close()
}

function notify(row) {
  const title = row.querySelector('.nick').firstChild.textContent.trim()
  const notice = new Notification(title, { body: row.querySelector('.last').textContent.trim(), tag: row.dataset.conversation })
  notice.onclick = () => {
    window.focus()
    document.querySelector(`[data-conversation="${row.dataset.conversation}"].row`)?.click()
    notice.close()
  }
}

function waiting() {
  const rows = [...document.querySelectorAll('#rows .row[data-state=waiting]')]
  return new Map(rows.map((row) => [row.dataset.conversation, row.dataset.touched]))
}

let known = waiting()
let shownAt = document.location.search

document.body.addEventListener('htmx:afterSettle', () => {
  const now = waiting()
  const isOther = shownAt !== document.location.search // another filter or search: nothing in it is news
  const news = isOther ? [] : [...now].filter(([id, touched]) => known.get(id) !== touched)
  known = now
  shownAt = document.location.search
  if (!news.length) return
  if (wanted.sound) ring()
  if (!wanted.desktop || document.hasFocus() || Notification.permission !== 'granted') return
  for (const [id] of news) notify(document.querySelector(`#row-${id} .row`))
})

dialog.addEventListener('change', (event) => choose(event.target))
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-open=alerts]')) dialog.showModal()
})

// Tells the shop how far its replies were read, while the page is in sight.

const bubbles = document.getElementById('bubbles')
let told = 0

async function tell() {
  const last = [...bubbles.querySelectorAll('[data-sender=agent]')].at(-1)
  const to = Number(last?.id.slice(1) ?? 0)
  if (document.hidden || to <= told) return
  told = to
  try {
    await fetch('/chat/read', { method: 'POST', body: new URLSearchParams({ to }) })
  } catch {
    told = 0 // told again with the next reply
  }
}

document.addEventListener('visibilitychange', tell)
document.body.addEventListener('htmx:afterSettle', tell)
tell()

// Hands one picture to the desk: the file is the whole body. Answers { ok, picture } or { ok: false, html }.

export async function upload(address, file, headers = {}) {
  try {
    const answer = await fetch(address, { method: 'POST', body: file, headers: { 'HX-Request': 'true', ...headers } })
    const place = answer.headers.get('HX-Redirect') // signed out meanwhile
    if (place) window.location.assign(place)
    if (!answer.ok) return { ok: false, html: await answer.text() }
    const isPicture = answer.headers.get('Content-Type')?.includes('json')
    return { ok: true, picture: isPicture ? await answer.json() : null }
  } catch {
    return { ok: false, html: '' } // no connection
  }
}

export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function csrf() {
  return JSON.parse(document.body.getAttribute('hx-headers'))
}

export function picturesIn(transfer) {
  return [...(transfer?.files ?? [])].filter((file) => file.type.startsWith('image/'))
}

// One sentence at a time; each stands in the page, hidden.
export function say(root, name) {
  for (const line of root.querySelectorAll('[data-says]')) line.hidden = line.dataset.says !== name
}

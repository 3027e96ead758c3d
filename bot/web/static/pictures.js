// Pictures that leave with the reply: chosen, pasted or dropped, handed in at once, kept per conversation until sent.
import { editor } from './editor.js'
import { csrf, picturesIn, say, upload } from './upload.js'

const MOST = 9
const key = (conversation) => `desk.pictures.${conversation}`
let pending = 0
let sendAfter = false
let sent = null // pictures of the last reply, to be put back when it is taken back

const list = (form = editor()) => form?.querySelector('[data-waiting-pictures]')
const conversation = () => editor()?.dataset.conversation

function read(id) {
  try { return JSON.parse(localStorage.getItem(key(id))) ?? { pictures: [] } } catch { return { pictures: [] } }
}

function keep(id, pictures) {
  try {
    if (pictures.length) localStorage.setItem(key(id), JSON.stringify({ pictures, client: editor()?.elements.client_id.value }))
    else localStorage.removeItem(key(id))
  } catch { /* storage is off: they still stand in the list */ }
}

function shown() {
  return [...list()?.querySelectorAll('input[name=picture]') ?? []].map((input) => input.value)
}

function show(pictures) {
  const place = list()
  const template = document.querySelector('[data-waiting-picture]')
  place.replaceChildren(...pictures.map((id) => {
    const item = template.content.cloneNode(true)
    item.querySelector('img').src = `/desk/pictures/${id}?small=true`
    item.querySelector('input').value = id
    return item
  }))
  place.hidden = !pictures.length
}

function change(pictures) {
  show(pictures)
  keep(conversation(), pictures)
}

function restore() {
  const form = editor()
  if (!form || !list()) return
  const kept = read(form.dataset.conversation)
  if (kept.pictures.join() === shown().join()) return
  show(kept.pictures)
  if (!form.elements.text.value && kept.client) form.elements.client_id.value = kept.client // sent twice is sent once
}

async function add(files) {
  const form = editor()
  const place = list()
  if (!place || !files.length) return
  if (place.dataset.carries !== 'yes') return say(form, 'text-only')
  for (const file of files) {
    if (shown().length + pending >= MOST) return say(form, 'many')
    if (file.size > Number(place.dataset.most)) return say(form, 'heavy')
    pending += 1
    say(form, 'uploading')
    const answer = await upload('/desk/pictures', file, csrf())
    pending -= 1
    arrived(form.dataset.conversation, answer)
  }
}

// The agent may have gone to another talk meanwhile.
function arrived(id, answer) {
  const here = conversation() === id
  if (answer.ok) {
    const pictures = [...new Set([...read(id).pictures, answer.picture.id])]
    if (here) change(pictures)
    else keep(id, pictures)
  }
  if (here) {
    say(editor(), pending ? 'uploading' : answer.ok || answer.html ? '' : 'failed')
    document.getElementById('notice').innerHTML = answer.ok ? '' : answer.html
  }
  if (!pending && sendAfter && here && answer.ok) editor().requestSubmit()
  if (!pending) sendAfter = false
}

document.addEventListener('click', (event) => {
  if (event.target.closest('form.editor [data-add-picture]')) editor().querySelector('[data-picture-file]').click()
  const drop = event.target.closest('[data-drop-picture]')
  if (!drop) return
  const gone = drop.closest('li').querySelector('input').value
  change(shown().filter((id) => id !== gone))
  editor().elements.text.focus()
})

document.addEventListener('change', (event) => {
  if (!event.target.matches('form.editor [data-picture-file]')) return
  add([...event.target.files])
  event.target.value = ''
})

document.addEventListener('paste', (event) => {
  const files = event.target.closest?.('form.editor') ? picturesIn(event.clipboardData) : []
  if (!files.length) return
  event.preventDefault()
  add(files)
})

const isOver = (event) => event.dataTransfer?.types.includes('Files')

document.addEventListener('dragover', (event) => {
  if (!isOver(event)) return
  event.preventDefault() // or the browser would leave the desk for the file
  document.querySelector('.talk')?.classList.toggle('dropping', Boolean(list()) && !document.querySelector('[data-noting]'))
})
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) document.querySelector('.talk')?.classList.remove('dropping')
})
document.addEventListener('drop', (event) => {
  if (!isOver(event)) return
  event.preventDefault()
  document.querySelector('.talk')?.classList.remove('dropping')
  if (event.target.closest('.talk') && !document.querySelector('[data-noting]')) add(picturesIn(event.dataTransfer))
})

document.addEventListener('submit', (event) => {
  if (!event.target.matches('form.editor') || !pending) return
  event.preventDefault()
  event.stopImmediatePropagation()
  sendAfter = true // what is on its way belongs to this reply
}, true)

// Before the editor hears of it and takes a new id.
document.addEventListener('desk:acted', (event) => {
  const form = editor()
  if (!form || !event.detail.sent || event.detail.sent !== form.elements.client_id.value || !list()) return
  sent = { conversation: form.dataset.conversation, pictures: shown() }
  change([])
}, true)

document.body.addEventListener('htmx:afterRequest', (event) => {
  if (!event.detail.successful || !event.target.matches('.undo') || !list()) return
  if (sent?.conversation === conversation() && !shown().length) change(sent.pictures)
})

document.body.addEventListener('htmx:afterSwap', restore)
document.body.addEventListener('htmx:afterSettle', restore)
restore()

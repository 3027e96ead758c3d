// The buyer's pictures: chosen or pasted, each a message of its own.
import './viewer.js'
import { newId, picturesIn, say, upload } from './upload.js'

const form = document.getElementById('say')
const page = document.querySelector('.phone')
const chooser = form.querySelector('[data-picture-file]')

async function send(files) {
  for (const file of files) {
    say(page, 'uploading')
    const answer = await upload(`/chat/pictures?client_id=${newId()}`, file)
    say(page, answer.ok || answer.html ? '' : 'failed')
    document.getElementById('notice').innerHTML = answer.ok ? '' : answer.html
    if (!answer.ok) return
  }
}

form.querySelector('[data-add-picture]').addEventListener('click', () => chooser.click())
chooser.addEventListener('change', () => {
  send([...chooser.files])
  chooser.value = ''
})
form.addEventListener('paste', (event) => {
  const files = picturesIn(event.clipboardData)
  if (!files.length) return
  event.preventDefault()
  send(files)
})

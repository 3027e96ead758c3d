// Whether the editor writes to the buyer or to colleagues. Two forms, one shown: neither can send the other's words.

const key = (conversation) => `desk.noting.${conversation}`

export const talk = () => document.querySelector('section.talk[data-conversation]')

export const noting = () => Boolean(talk()?.hasAttribute('data-noting'))

// Kept over a reload: who believes to write a note must not write to the buyer.
function remember(on) {
  try {
    if (on) sessionStorage.setItem(key(talk().dataset.conversation), 'yes')
    else sessionStorage.removeItem(key(talk().dataset.conversation))
  } catch { /* for this page only */ }
}

export function setMode(on) {
  talk()?.toggleAttribute('data-noting', on)
  if (talk()) remember(on)
}

export function toReply() {
  if (noting()) setMode(false)
}

export function restoreMode() {
  const section = talk()
  if (!section) return
  let on = false
  try { on = sessionStorage.getItem(key(section.dataset.conversation)) === 'yes' } catch { on = noting() }
  section.toggleAttribute('data-noting', on && Boolean(section.querySelector('.note-editor')))
}

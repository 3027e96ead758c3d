// Whose a key is: a dialog's that was open when the key came, even if the key has closed it; and nobody's that has
// closed before, even if the focus has not left it yet.
let wasOpen = false
document.addEventListener('keydown', () => { wasOpen = Boolean(document.querySelector('dialog[open]')) }, true)

export const isForDialog = () => wasOpen
export const OUTSIDE_CLOSED = ':not(dialog:not([open]) *)'
export const isPressable = (element) => element.matches(`:is(a, button, summary)${OUTSIDE_CLOSED}`)

// The desk's own behaviour; htmx does the fetching.
import './clock.js'
import './live.js'
import './suggestions.js'
import './editor.js'
import './picker.js'
import './phrases.js'
import './keys.js'

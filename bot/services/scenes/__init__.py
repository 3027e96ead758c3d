"""One file per scene: from an intent and the talk's context to the facts that scripts may rest on."""

"""Where one wish of a message ends and the next begins, learned from messages that people have parted."""

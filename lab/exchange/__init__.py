"""Exchange's cmdlets over the lab's world: one cmdlet, one function, one line in a table."""

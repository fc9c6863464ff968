"""Remote PowerShell to one Exchange server: a thread, a runspace pool, deadlines that hold.

Everything in here but ``lane`` and ``work`` belongs to a lane's thread and is imported there:
importing pypsrp takes a third of a second.
"""

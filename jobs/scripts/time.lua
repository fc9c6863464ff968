-- Gives the time by the server's own clock (ms).
return clock()

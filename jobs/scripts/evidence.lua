-- What a change is held against in the moment before it is sent.  ARGV: id.
-- Gives {the time by the server's own clock (ms), the record or nil, the journal's lines}.
local id = ARGV[1]
return {clock(), read(id), redis.call('LRANGE', key('journal', id), 0, -1)}

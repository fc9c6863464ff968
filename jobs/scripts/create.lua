-- Creates a job once per key; the same key again gives the job it made.
-- ARGV: key, organisation, created (ms), watched, format, state, wake, head, doc, links...
-- Gives {1 or 0 (made now or known), the record}.
return create(1)

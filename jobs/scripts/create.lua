-- Creates a job once per key; the same key again gives the job it made.
-- ARGV: key, organisation, created (ms), watched, changes, format, state, wake, head, doc,
-- the record's seal, links...
-- Gives {1 or 0 (made now or known), the record}, or {2, job, since (ms), person, organisation}:
-- that one holds the organisation, which this one would change.
return create(1)

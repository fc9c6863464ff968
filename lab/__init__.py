"""A hybrid organisation on this machine, on the wire, for the demo and the tests.

Shares no code with the product: otherwise both would share one misunderstanding.
"""

"""The organisation as the internet sees it: published names, and what answers there."""

"""Photographs, sounds and short films that come with a story: opened apart, carried over without what betrays, kept by digest.

`worker` opens what a stranger sent, `apart` starts it where it can do no harm, `limits` says how much, `keeping` is the
door: `accept` takes a file and gives what lies on disk. `parts` are files that come in pieces over a bad line.
"""

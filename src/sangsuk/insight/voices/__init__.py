"""What people see in us: cards and passed stories, counted by month, office, theme and service, as they come.

`hearing` what is counted of one voice; `bundling` when it may be told to everybody; `sources` where voices come from;
`actions` the counting, `auditing` its proof; `estimating` shares with intervals and bands; `keyness` the words that go
with happiness; `panels` what a page asks; `quotes` what may be quoted. Method and sources: docs/adr/0025-voices.md.
"""
